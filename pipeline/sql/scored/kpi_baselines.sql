-- One row per team, KPI and certification measured before: the exact sum of the rows with that phase, else of those
-- dated before the start, and the number of periods they cover.
with

measures as (

    select * from scored.kpi_candidate_measures where side = 'before'

),

candidates as (

    select * from scored.kpi_candidates

),

final as (

    select
        measures.team_id,
        measures.kpi_id,
        measures.certification_id,
        sum(measures.quantity) as total,
        count(measures.quantity) as count_values,
        count(distinct measures.period) as count_periods
    from measures
    inner join candidates
        on
            measures.team_id = candidates.team_id
            and measures.kpi_id = candidates.kpi_id
            and measures.certification_id = candidates.certification_id
    where measures.phase = 'before' or not candidates.has_phase_before
    group by measures.team_id, measures.kpi_id, measures.certification_id

)

select * from final
