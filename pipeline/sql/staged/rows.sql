-- One row per received file and filled row of a known table.
with

rows as (

    select * from raw.rows

),

tables as (

    select * from staged.tables

),

final as (

    select
        tables.file_id,
        tables.record,
        tables.layout,
        rows.table_no,
        rows.row_number,
        rows.content_hash
    from rows
    inner join tables on rows.file_key = tables.file_key and rows.table_no = tables.table_no
    where rows.status = 'data' and tables.record <> ''

)

select * from final
