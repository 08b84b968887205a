-- One row per team, KPI, period and certification: exact sums before, after and a year earlier, and what judges them.
with

follow_ups as (

    select * from scored.kpi_follow_ups

),

beside as (

    select
        changes.team_id,
        changes.kpi_id,
        changes.certification_id,
        count(distinct beside.period) as count_beside
    from scored.kpi_candidates as changes
    inner join scored.kpi_beside as beside
        on
            changes.team_id = beside.team_id
            and changes.kpi_id = beside.kpi_id
            and beside.certification_id in ('*', changes.certification_id)
    group by changes.team_id, changes.kpi_id, changes.certification_id

),

changed as (

    select
        candidates.team_id,
        candidates.kpi_id,
        candidates.certification_id,
        count(distinct changed.moment) as count_changed
    from scored.kpi_candidates as candidates
    inner join scored.kpi_baseline_changes as changed
        on
            candidates.team_id = changed.team_id
            and candidates.kpi_id = changed.kpi_id
            and changed.certification_id in ('*', candidates.certification_id)
    group by candidates.team_id, candidates.kpi_id, candidates.certification_id

),

final as (

    select
        follow_ups.team_id,
        follow_ups.kpi_id,
        follow_ups.period,
        follow_ups.certification_id,
        follow_ups.month_until,
        follow_ups.total as total_after,
        follow_ups.count_values as count_after,
        baselines.total as total_before,
        baselines.count_values as count_before,
        baselines.count_periods as periods_before,
        last_years.total as total_last_year,
        last_years.count_values as count_last_year,
        coalesce(last_years.is_before, false) as last_year_is_before,
        candidates.has_sides,
        candidates.start_date,
        candidates.deadline,
        candidates.scale,
        candidates.kpi_kind,
        candidates.unit,
        candidates.direction,
        candidates.target_quantity,
        candidates.target_written,
        medians.median_value,
        names.kpi_name,
        cast(coalesce(beside.count_beside, 0) as int) as count_beside,
        cast(coalesce(changed.count_changed, 0) as int) as count_changed,
        coalesce(held.has_before, false) as waits_before,
        coalesce(held.has_after, false) as waits_after,
        coalesce(owners.is_common, false) as is_common,
        case when not owners.is_own_gain then owners.owner_certification_id end as common_with,
        case when not owners.is_own_gain then owners.owner_certification_name end as common_with_name
    from follow_ups
    inner join scored.kpi_candidates as candidates
        on
            follow_ups.team_id = candidates.team_id
            and follow_ups.kpi_id = candidates.kpi_id
            and follow_ups.certification_id = candidates.certification_id
    inner join scored.kpi_names as names on follow_ups.kpi_id = names.kpi_id
    left join scored.kpi_company_medians as medians
        on follow_ups.kpi_id = medians.kpi_id and candidates.unit = medians.unit
    left join scored.kpi_baselines as baselines
        on
            follow_ups.team_id = baselines.team_id
            and follow_ups.kpi_id = baselines.kpi_id
            and follow_ups.certification_id = baselines.certification_id
    left join scored.kpi_gain_owners as owners
        on
            follow_ups.team_id = owners.team_id
            and follow_ups.kpi_id = owners.kpi_id
            and follow_ups.certification_id = owners.certification_id
    left join scored.kpi_held_back as held
        on
            follow_ups.team_id = held.team_id
            and follow_ups.kpi_id = held.kpi_id
            and follow_ups.certification_id = held.certification_id
    left join beside
        on
            follow_ups.team_id = beside.team_id
            and follow_ups.kpi_id = beside.kpi_id
            and follow_ups.certification_id = beside.certification_id
    left join changed
        on
            follow_ups.team_id = changed.team_id
            and follow_ups.kpi_id = changed.kpi_id
            and follow_ups.certification_id = changed.certification_id
    left join scored.kpi_last_years as last_years
        on
            follow_ups.team_id = last_years.team_id
            and follow_ups.kpi_id = last_years.kpi_id
            and follow_ups.certification_id = last_years.certification_id
            and follow_ups.period = last_years.period

)

select * from final
