-- One row per campaign ('*' for every campaign) and candidate of the register. What the committee decided last wins over
-- the status that the file states, which stays beside it as register_status; took_place where there was a pilot, by the
-- committee or, where it decided nothing, by an earlier register: a later one stops it and does not undo it.
with

register as (

    select * from validated.register_rows where is_current

),

decided as (

    select * from raw.pilot_steps where is_current

),

dated as (

    select
        campaign,
        team_id,
        certification_id,
        start_date,
        row_number() over (
            partition by campaign, team_id, certification_id
            order by arrival desc, table_no desc, row_number desc
        ) as place
    from validated.register_rows
    where start_date is not null

),

begun as (

    select
        campaign,
        team_id,
        certification_id,
        status,
        start_date
    from validated.pilot_statements
    where says_pilot
    qualify
        row_number() over (partition by campaign, team_id, certification_id order by place desc) = 1

),

final as (

    select
        register.* exclude (is_current, status, start_date),
        coalesce(
            register.start_date,
            case
                when coalesce(decided.took_place, begun.status is not null)
                    then coalesce(dated.start_date, begun.start_date)
            end
        ) as start_date,
        coalesce(
            decided.status,
            case when coalesce(register.status, 'proposed') = 'proposed' then begun.status end,
            register.status
        ) as status,
        register.status as register_status,
        coalesce(decided.took_place, begun.status is not null) as took_place,
        decided.team_id is null
        and begun.status is not null
        and coalesce(register.status, 'proposed') = 'proposed' as is_not_undone
    from register
    left join decided
        on register.team_id = decided.team_id and register.certification_id = decided.certification_id
    left join dated
        on
            dated.place = 1
            and register.campaign = dated.campaign
            and register.team_id = dated.team_id
            and register.certification_id = dated.certification_id
    left join begun
        on
            register.campaign = begun.campaign
            and register.team_id = begun.team_id
            and register.certification_id = begun.certification_id

)

select * from final
