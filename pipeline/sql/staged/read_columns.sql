-- One row per received file and column of it, of known tables and of what seems one: what its heading was read as.
with

columns as (

    select * from raw.columns

),

tables as (

    select * from raw.tables

),

files as (

    select * from raw.files

),

final as (

    select
        files.file,
        files.member,
        tables.table_no,
        tables.sheet,
        tables.record,
        tables.heading_row,
        columns.column_number,
        columns.heading,
        columns.field,
        columns.criterion,
        columns.item,
        columns.how,
        columns.samples
    from columns
    inner join tables on columns.file_key = tables.file_key and columns.table_no = tables.table_no
    inner join files on tables.file_key = files.file_key and tables.member = files.member

)

select * from final
