-- One row per quarter, trained candidate and KPI ('*' where none is measured): where it stands at the end of the quarter,
-- what changed since the quarter before, and whether a decision is due. A pilot stands where the KPIs that judge it do:
-- on its target where all are, behind where one is, without a measure where none has one.
with

review as (

    select * from scored.kpi_review

),

pilots as (

    select
        *,
        min(case when judges_pilot and status <> 'achieved' then 0 else 1 end) over (
            partition by quarter_number, team_id, certification_id
        ) = 1 as all_achieved,
        max(case when judges_pilot and status in ('behind', 'regressed') then 1 else 0 end) over (
            partition by quarter_number, team_id, certification_id
        ) = 1 as one_behind,
        max(case when judges_pilot and status <> 'no_data' then 1 else 0 end) over (
            partition by quarter_number, team_id, certification_id
        ) = 0 as none_measured
    from review

),

contracts as (

    select
        team_id,
        certification_id,
        string_agg(part, ',' order by part) as contract_changes
    from scored.kpi_contracts_told
    group by team_id, certification_id

),

changed_now as (

    select distinct
        review.quarter_number,
        review.team_id,
        review.certification_id
    from review
    inner join scored.kpi_contracts_told as contracts
        on review.team_id = contracts.team_id and review.certification_id = contracts.certification_id
    where contracts.changed_at >= review.first_day and contracts.changed_at < review.next_day

),

final as (

    select
        pilots.period,
        pilots.team_id,
        pilots.certification_id,
        pilots.kpi_id,
        teams.team_name,
        certifications.certification_name,
        pilots.kpi_name,
        pilots.unit,
        pilots.kpi_kind,
        pilots.direction,
        pilots.judges_pilot,
        case
            when pilots.none_measured then 'no_data'
            when pilots.all_achieved then 'achieved'
            when pilots.one_behind then 'behind'
            else 'on_track'
        end as pilot_status,
        pilots.status,
        pilots.previous_status,
        pilots.judged_period,
        pilots.evidence_rung,
        pilots.value_before,
        pilots.value_after,
        pilots.improvement,
        pilots.improvement_percent,
        case
            when pilots.improvement is not null and pilots.common_with is null
                then rank() over (
                    partition by
                        pilots.quarter_number, pilots.kpi_id, pilots.unit,
                        pilots.improvement is null or pilots.common_with is not null
                    order by pilots.improvement desc
                )
        end as gain_rank,
        pilots.common_with,
        pilots.target,
        pilots.target_attainment,
        pilots.value,
        pilots.previous_quarter_value,
        pilots.last_year_value,
        pilots.change_since_baseline,
        pilots.change_since_previous,
        pilots.change_since_last_year,
        concat_ws(
            ',',
            case when pilots.starts_now then 'starts_now' end,
            case when pilots.change_since_previous > 0 then 'value_better' end,
            case when pilots.change_since_previous < 0 then 'value_worse' end,
            case when pilots.value is not null and pilots.previous_quarter_value is null then 'new_measure' end,
            case when pilots.value is null and pilots.previous_quarter_value is not null then 'measure_missing' end,
            case when pilots.status <> pilots.previous_status then 'status_changed' end,
            case when pilots.count_corrected > 0 then 'data_corrected' end,
            case when changed_now.team_id is not null then 'contract_changed' end
        ) as quarter_changes,
        pilots.count_corrected,
        pilots.training_status,
        pilots.start_date,
        pilots.end_date,
        pilots.deadline,
        coalesce(pilots.training_status = 'pilot' and pilots.due_date < pilots.next_day, false) as decision_due,
        coalesce(contracts.contract_changes, '') as contract_changes,
        pilots.wording_fr,
        pilots.wording_en
    from pilots
    left join contracts
        on pilots.team_id = contracts.team_id and pilots.certification_id = contracts.certification_id
    left join changed_now
        on
            pilots.quarter_number = changed_now.quarter_number
            and pilots.team_id = changed_now.team_id
            and pilots.certification_id = changed_now.certification_id
    left join scored.team_names as teams on pilots.team_id = teams.team_id
    left join scored.certification_names as certifications
        on pilots.certification_id = certifications.certification_id

)

select * from final
order by period, team_id, certification_id, kpi_id
