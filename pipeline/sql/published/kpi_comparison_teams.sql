-- One row per team without any training and KPI of trained teams, where it is measured before the first training and
-- after the last one: its mean value on each side.
with

untrained as (

    select * from scored.kpi_untrained

),

scales as (

    select * from scored.kpi_scales

),

final as (

    select
        untrained.team_id,
        untrained.kpi_id,
        teams.team_name,
        names.kpi_name,
        scales.unit,
        scales.kpi_kind,
        cast(untrained.total_before as double) / untrained.count_before as value_before,
        cast(untrained.total_after as double) / untrained.count_after as value_after
    from untrained
    inner join scales on untrained.team_id = scales.team_id and untrained.kpi_id = scales.kpi_id
    inner join scored.kpi_names as names on untrained.kpi_id = names.kpi_id
    left join scored.team_names as teams on untrained.team_id = teams.team_id

)

select * from final
order by kpi_id, team_id
