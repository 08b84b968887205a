-- One row per received file and note sent: on which criterion, for which certification where the heading names one.
with

notes as (

    select * from staged.cells where record = 'A' and field = 'note'

),

-- In the long layout the criterion stands in the row's own column.
named_in_row as (

    select
        notes.* exclude (criterion),
        fields.criterion
    from notes
    inner join staged.response_fields as fields
        on
            notes.file_id = fields.file_id
            and notes.table_no = fields.table_no
            and notes.row_number = fields.row_number
    where notes.criterion = ''

),

named as (

    select file_id, table_no, row_number, column_number, item, sent, kind, reading, criterion
    from notes
    where criterion <> ''
    union all
    select file_id, table_no, row_number, column_number, item, sent, kind, reading, criterion
    from named_in_row

)

select
    file_id,
    table_no,
    row_number,
    column_number,
    item,
    criterion,
    sent,
    kind,
    try_cast(reading as double) as note,
    cast(try_cast(reading as decimal(15, 3)) * 1000 as bigint) as note_thousandths
from named
