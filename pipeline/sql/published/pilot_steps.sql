-- One row per candidate and step that the committee took, in every campaign the same; the last one is current.
with

steps as (

    select * from raw.pilot_steps

),

final as (

    select
        steps.team_id,
        steps.certification_id,
        steps.step_number,
        coalesce(teams.team_name, steps.team) as team_name,
        coalesce(certifications.certification_name, steps.certification) as certification_name,
        steps.step,
        steps.at,
        steps.who,
        steps.why,
        steps.is_current
    from steps
    left join scored.team_names as teams on steps.team_id = teams.team_id
    left join scored.certification_names as certifications
        on steps.certification_id = certifications.certification_id

)

select * from final
order by team_id, certification_id, step_number
