-- One row per accepted roster row and whether it is current: of several for one team the last to arrive is.
with

accepted as (

    select
        roster.*,
        team_ids.team_id,
        tables.arrival
    from staged.roster as roster
    inner join staged.tables as tables on roster.file_id = tables.file_id and roster.table_no = tables.table_no
    inner join staged.team_ids as team_ids on roster.team = team_ids.spelling
    left join validated.broken_rows as broken
        on
            roster.file_id = broken.file_id
            and roster.table_no = broken.table_no
            and roster.row_number = broken.row_number
    where broken.file_id is null

),

final as (

    select
        *,
        row_number() over (
            partition by team_id
            order by arrival desc, table_no desc, row_number desc
        ) = 1 as is_current
    from accepted

)

select * from final
