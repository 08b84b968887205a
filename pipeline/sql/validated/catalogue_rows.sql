-- One row per accepted catalogue row and whether it is current: of several for one certification the last to arrive is.
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

),

final as (

    select
        *,
        row_number() over (
            partition by certification_id
            order by arrival desc, table_no desc, row_number desc
        ) = 1 as is_current
    from accepted

)

select * from final
