-- One row per quarter, trained candidate and KPI: where it stands at the end of the quarter and what differs from the
-- quarters it is compared with. Differences are made of exact sums and oriented: above 0 is always good news.
with

standings as (

    select
        standings.*,
        case when direction = 'down' then -1 else 1 end as sign
    from scored.kpi_standings as standings

),

judged as (

    select * from scored.kpi_judged

),

baselines as (

    select * from scored.kpi_baselines

),

final as (

    select
        standings.*,
        now.value_after,
        now.improvement,
        now.improvement_percent,
        now.target,
        now.target_attainment,
        now.wording_fr,
        now.wording_en,
        now.common_with,
        coalesce(now.status, 'no_data') as status,
        coalesce(now.evidence_rung, 0) as evidence_rung,
        coalesce(earlier.status, 'no_data') as previous_status,
        standings.start_date >= standings.first_day as starts_now,
        cast(baselines.total as double) / baselines.count_values as value_before,
        cast(standings.total as double) / standings.count_values as value,
        cast(standings.total_previous as double) / standings.count_previous as previous_quarter_value,
        cast(standings.total_last_year as double) / standings.count_last_year as last_year_value,
        cast(
            standings.sign
            * (standings.total * baselines.count_values - baselines.total * standings.count_values) as double
        )
        / (standings.count_values * baselines.count_values) as change_since_baseline,
        cast(
            standings.sign
            * (standings.total * standings.count_previous - standings.total_previous * standings.count_values) as double
        )
        / (standings.count_values * standings.count_previous) as change_since_previous,
        cast(
            standings.sign
            * (standings.total * standings.count_last_year - standings.total_last_year * standings.count_values)
            as double
        )
        / (standings.count_values * standings.count_last_year) as change_since_last_year,
        coalesce(corrected.count_corrected, 0) + coalesce(corrected_before.count_corrected, 0) as count_corrected
    from standings
    left join judged as now
        on
            standings.team_id = now.team_id
            and standings.kpi_id = now.kpi_id
            and standings.certification_id = now.certification_id
            and standings.judged_period = now.period
    left join judged as earlier
        on
            standings.team_id = earlier.team_id
            and standings.kpi_id = earlier.kpi_id
            and standings.certification_id = earlier.certification_id
            and standings.judged_period_before = earlier.period
    left join baselines
        on
            standings.team_id = baselines.team_id
            and standings.kpi_id = baselines.kpi_id
            and standings.certification_id = baselines.certification_id
    left join scored.kpi_corrected as corrected
        on
            standings.team_id = corrected.team_id
            and standings.kpi_id = corrected.kpi_id
            and standings.quarter_number = corrected.quarter_number
    left join scored.kpi_corrected as corrected_before
        on
            standings.team_id = corrected_before.team_id
            and standings.kpi_id = corrected_before.kpi_id
            and standings.quarter_number - 1 = corrected_before.quarter_number

)

select * from final
