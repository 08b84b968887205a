-- One row per accepted register row and whether it is current: of several for one candidate the last to arrive is.
with

accepted as (

    select
        register.*,
        tables.file,
        tables.arrival
    from staged.register as register
    inner join staged.tables as tables
        on register.file_id = tables.file_id and register.table_no = tables.table_no
    left join validated.broken_rows as broken
        on
            register.file_id = broken.file_id
            and register.table_no = broken.table_no
            and register.row_number = broken.row_number
    where broken.file_id is null

),

final as (

    select
        *,
        row_number() over (
            partition by campaign, team_id, certification_id
            order by arrival desc, table_no desc, row_number desc
        ) = 1 as is_current
    from accepted

)

select * from final
