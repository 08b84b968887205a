-- One row per received file and filled cell of a known column that is no note: what was sent, and how it is read.
-- A row can do without its details.
with

cells as (

    select * from raw.cells where field <> 'note'

),

tables as (

    select * from staged.tables

),

final as (

    select
        tables.file_id,
        tables.record,
        cells.table_no,
        cells.row_number,
        cells.column_number,
        cells.field,
        cells.text as sent,
        cells.kind,
        cells.unit,
        tables.record = 'A' or (cells.field in ('deadline', 'valid_from', 'valid_to') and tables.record <> 'C') as is_detail,
        case when cells.kind = 'currency' then tables.file || '|' || cells.unit end as currency_subject,
        case
            when cells.kind in ('text', 'number', 'date') then cells.reading
            when cells.kind = 'currency' and answers.choice = 'ours' then cells.reading
        end as reading
    from cells
    inner join tables on cells.file_key = tables.file_key and cells.table_no = tables.table_no
    left join raw.answers as answers
        on
            cells.kind = 'currency'
            and answers.code = 'unknown_currency'
            and answers.subject = tables.file || '|' || cells.unit

)

select * from final
