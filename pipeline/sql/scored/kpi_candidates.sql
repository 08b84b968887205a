-- One row per team, KPI and certification with a series: its training, kind, unit, direction and target. The direction is
-- the one its rows state, else the register's, else the one that the other teams agree on, else up, which is assumed.
with

measures as (

    select * from scored.kpi_candidate_measures

),

latest_targets as (

    select * from measures
    where target_quantity is not null
    qualify
        row_number() over (
            partition by team_id, kpi_id, certification_id
            order by
                coalesce(month_until, 0) desc, date desc nulls last,
                arrival desc, file_id desc, table_no desc, row_number desc
        ) = 1

),

series as (

    select
        team_id,
        kpi_id,
        certification_id,
        start_date,
        deadline,
        scale,
        max(case when start_date is not null or phase is not null then 1 else 0 end) = 1 as has_sides,
        max(case when phase = 'before' then 1 else 0 end) = 1 as has_phase_before,
        max(case when phase = 'after' then 1 else 0 end) = 1 as has_phase_after
    from measures
    group by team_id, kpi_id, certification_id, start_date, deadline, scale

),

final as (

    select
        series.*,
        scales.kpi_kind,
        scales.unit,
        coalesce(stated.direction, goals.direction, stated.direction_of_others, 'up') as direction,
        coalesce(stated.direction, goals.direction, stated.direction_of_others) is null as direction_is_assumed,
        coalesce(targets.target_quantity, goals.target_quantity) as target_quantity,
        case
            when series.scale = 'plain' then 'plain'
            else coalesce(targets.target_written, goals.target_written)
        end as target_written
    from series
    inner join scored.kpi_scales as scales on series.team_id = scales.team_id and series.kpi_id = scales.kpi_id
    inner join scored.kpi_statements as stated on series.team_id = stated.team_id and series.kpi_id = stated.kpi_id
    left join latest_targets as targets
        on
            series.team_id = targets.team_id
            and series.kpi_id = targets.kpi_id
            and series.certification_id = targets.certification_id
    left join scored.kpi_goals as goals
        on
            series.team_id = goals.team_id
            and series.kpi_id = goals.kpi_id
            and series.certification_id = goals.certification_id

)

select * from final
