-- One row per KPI row that an effect may rest on, and candidate that it speaks about: those of trained candidates, and all
-- of teams without any training, which they are compared with. Certification '*' where a row names none.
with

measures as (

    select * from scored.kpi_candidate_measures

),

trained_teams as (

    select distinct team_id from validated.kpi_trained

),

-- Who is compared with whom only matters for a KPI that a trained team is measured by.
concerned as (

    select distinct kpi_id from measures where start_date is not null

),

final as (

    select
        measures.kpi_id,
        measures.team_id,
        measures.certification_id,
        measures.start_date,
        measures.window_opens,
        measures.phase,
        measures.period,
        measures.month_from,
        measures.month_until,
        measures.date,
        cast(measures.quantity as double) as value,
        coalesce(measures.design, '') as design,
        coalesce(importance.is_primary, false) as is_primary,
        candidates.direction,
        candidates.unit,
        candidates.scale,
        candidates.kpi_kind,
        teams.business_unit
    from measures
    inner join concerned on measures.kpi_id = concerned.kpi_id
    inner join scored.kpi_candidates as candidates
        on
            measures.team_id = candidates.team_id
            and measures.kpi_id = candidates.kpi_id
            and measures.certification_id = candidates.certification_id
    left join trained_teams on measures.team_id = trained_teams.team_id
    left join scored.kpi_importance as importance
        on
            measures.team_id = importance.team_id
            and measures.kpi_id = importance.kpi_id
            and measures.certification_id = importance.certification_id
            and measures.start_date is not null
    left join scored.team_names as teams on measures.team_id = teams.team_id
    where measures.start_date is not null or trained_teams.team_id is null

)

select * from final
order by kpi_id, team_id, certification_id, month_from, date, phase, value
