-- One row per campaign ('*' for every campaign) and candidate of the register. What the committee decided last wins over
-- the status that the file states, which stays beside it as register_status; took_place where it knows of a pilot.
with

register as (

    select * from validated.register_rows where is_current

),

decided as (

    select * from raw.pilot_steps where is_current

),

final as (

    select
        register.* exclude (is_current, status),
        coalesce(decided.status, register.status) as status,
        register.status as register_status,
        coalesce(decided.took_place, false) as took_place
    from register
    left join decided
        on register.team_id = decided.team_id and register.certification_id = decided.certification_id

)

select * from final
