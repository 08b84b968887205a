-- One row per value of a locked baseline that is no longer what was published when it was locked, however that came: a
-- file overwritten under its name, corrected, mended or withdrawn. The value now counts; null where nothing says it.
with

changes as (

    select * from scored.kpi_baseline_changes

),

final as (

    select
        changes.team_id,
        changes.kpi_id,
        changes.period,
        changes.certification_id,
        coalesce(teams.team_name, changes.team_id) as team_name,
        coalesce(names.kpi_name, changes.kpi_name) as kpi_name,
        scales.unit,
        scales.kpi_kind,
        changes.value_locked * case
            when coalesce(scales.scale, '') <> 'percent' then 1
            when changes.unit_locked = '%' or scales.plain_means = 'fraction' then 100
            else 1
        end as value_locked,
        changes.locked_file,
        changes.recorded_at,
        changes.value_now * case
            when coalesce(scales.scale, '') <> 'percent' then 1
            when changes.unit_now = '%' or scales.plain_means = 'fraction' then 100
            else 1
        end as value_now,
        coalesce(changes.file_now, '') as file_now,
        changes.locked_at
    from changes
    left join scored.kpi_scales as scales on changes.team_id = scales.team_id and changes.kpi_id = scales.kpi_id
    left join scored.kpi_names as names on changes.kpi_id = names.kpi_id
    left join scored.team_names as teams on changes.team_id = teams.team_id

)

select * from final
order by team_id, kpi_id, period, certification_id, recorded_at
