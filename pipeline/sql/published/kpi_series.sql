-- One row per team, KPI, period and certification (undated phases: and window): the mean value of the period.
with

series as (

    select * from scored.kpi_series

),

final as (

    select
        series.team_id,
        series.kpi_id,
        series.period,
        series.certification_id,
        teams.team_name,
        names.kpi_name,
        candidates.unit,
        candidates.kpi_kind,
        candidates.direction,
        cast(series.total as double) / series.count_values as value,
        series.side_of_period as window
    from series
    inner join scored.kpi_candidates as candidates
        on
            series.team_id = candidates.team_id
            and series.kpi_id = candidates.kpi_id
            and series.certification_id = candidates.certification_id
    inner join scored.kpi_names as names on series.kpi_id = names.kpi_id
    left join scored.team_names as teams on series.team_id = teams.team_id

)

select * from final
order by team_id, kpi_id, certification_id, period, "window"
