-- One row per team, KPI, certification and period (undated phases: and side), with the exact sum of its values. A period
-- with rows on two sides of the training is 'between'.
with

measures as (

    select * from scored.kpi_candidate_measures

),

sided as (

    select
        *,
        case
            when period = '*' then side
            when
                min(side) over (partition by team_id, kpi_id, certification_id, period)
                = max(side) over (partition by team_id, kpi_id, certification_id, period)
                then side
            else 'between'
        end as side_of_period
    from measures

),

final as (

    select
        team_id,
        kpi_id,
        certification_id,
        period,
        side_of_period,
        max(month_from) as month_from,
        max(month_until) as month_until,
        sum(quantity) as total,
        count(quantity) as count_values
    from sided
    group by team_id, kpi_id, certification_id, period, side_of_period

)

select * from final
