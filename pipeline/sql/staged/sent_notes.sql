-- One row per received file and note sent: on which criterion, for which certification where the heading names one.
-- A grade that names its own scale stays as it was told: only the campaign's grid knows which scale was asked.
with

notes as (

    select
        tables.file_id,
        cells.table_no,
        cells.row_number,
        cells.column_number,
        cells.item,
        cells.criterion,
        cells.text as sent,
        cells.kind,
        cells.unit,
        case when cells.kind in ('number', 'contradictory') then cells.reading end as reading,
        case when cells.kind = 'graded' then cells.reading end as grade
    from raw.cells as cells
    inner join staged.tables as tables on cells.file_key = tables.file_key and cells.table_no = tables.table_no
    where cells.field = 'note' and tables.record = 'A'

),

-- In the long layout the criterion stands in the row's own column.
named as (

    select
        notes.* exclude (criterion),
        case when notes.criterion = '' then fields.criterion else notes.criterion end as criterion
    from notes
    left join staged.response_fields as fields
        on
            notes.criterion = ''
            and notes.file_id = fields.file_id
            and notes.table_no = fields.table_no
            and notes.row_number = fields.row_number
    where notes.criterion <> '' or fields.file_id is not null

)

select
    * exclude (reading),
    try_cast(reading as double) as note,
    cast(try_cast(reading as decimal(15, 3)) * 1000 as bigint) as note_thousandths
from named
