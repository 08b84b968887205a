-- One row per certification of the catalogue: its last accepted row.
with

accepted as (

    select
        catalogue.*,
        certification_ids.certification_id,
        tables.arrival
    from staged.catalogue as catalogue
    inner join staged.tables as tables
        on catalogue.file_id = tables.file_id and catalogue.table_no = tables.table_no
    inner join staged.certification_ids as certification_ids
        on catalogue.certification = certification_ids.spelling
    left join validated.broken_rows as broken
        on
            catalogue.file_id = broken.file_id
            and catalogue.table_no = broken.table_no
            and catalogue.row_number = broken.row_number
    where broken.file_id is null

)

select * from accepted
qualify row_number() over (partition by certification_id order by arrival desc, table_no desc, row_number desc) = 1
