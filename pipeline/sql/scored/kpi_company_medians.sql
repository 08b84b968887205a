-- One row per KPI and unit: the median over teams of what a team measures on average, the yardstick of a small baseline.
with

teams as (

    select
        measures.team_id,
        measures.kpi_id,
        scales.unit,
        cast(sum(measures.quantity) as double) / count(measures.quantity) as mean_value
    from scored.kpi_measures as measures
    inner join scored.kpi_scales as scales on measures.team_id = scales.team_id and measures.kpi_id = scales.kpi_id
    group by measures.team_id, measures.kpi_id, scales.unit

),

final as (

    select
        kpi_id,
        unit,
        median(mean_value) as median_value
    from teams
    group by kpi_id, unit

)

select * from final
