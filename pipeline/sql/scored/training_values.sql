-- One row per trained candidate and KPI whose unit has a value in money: what one unit gained a period brings, how many
-- months are measured after the training, and whether the gain is this candidate's own.
with

measures as (

    select * from scored.kpi_candidate_measures where start_date is not null

),

valued as (

    select * from measures
    where unit_value is not null
    qualify
        row_number() over (
            partition by team_id, kpi_id, certification_id
            order by
                coalesce(month_until, 0) desc, date desc nulls last,
                arrival desc, file_id desc, table_no desc, row_number desc
        ) = 1

),

after_periods as (

    select distinct
        team_id,
        kpi_id,
        certification_id,
        period,
        month_from,
        month_until,
        value_months
    from measures
    where side = 'after' and month_from is not null

),

after as (

    select
        team_id,
        kpi_id,
        certification_id,
        cast(sum(month_until - month_from) as int) as months_measured,
        cast(max(value_months) as int) as months_a_period
    from after_periods
    group by team_id, kpi_id, certification_id

),

final as (

    select
        valued.team_id,
        valued.kpi_id,
        valued.certification_id,
        valued.unit_value,
        coalesce(valued.is_primary, false) or goals.kpi_id is not null as is_aimed_at,
        after.months_measured,
        after.months_a_period,
        owners.is_own_gain
    from valued
    inner join scored.kpi_gain_owners as owners
        on
            valued.team_id = owners.team_id
            and valued.kpi_id = owners.kpi_id
            and valued.certification_id = owners.certification_id
    left join after
        on
            valued.team_id = after.team_id
            and valued.kpi_id = after.kpi_id
            and valued.certification_id = after.certification_id
    left join scored.kpi_goals as goals
        on
            valued.team_id = goals.team_id
            and valued.kpi_id = goals.kpi_id
            and valued.certification_id = goals.certification_id

)

select * from final
