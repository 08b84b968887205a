-- One row per team, KPI, certification and quarter measured: the exact sum of its periods that lie inside that quarter.
-- Quarters are counted from year 0 of the portfolio's year; a value of a whole year belongs to none of them.
with

series as (

    select
        series.*,
        series.month_from - settings.first_month_of_year + 1 as first_month,
        series.month_until - settings.first_month_of_year as last_month
    from scored.kpi_series as series
    cross join config.settings as settings
    where series.month_from is not null

),

final as (

    select
        team_id,
        kpi_id,
        certification_id,
        first_month // 3 as quarter_number,
        sum(total) as total,
        cast(sum(count_values) as bigint) as count_values
    from series
    where first_month // 3 = last_month // 3
    group by team_id, kpi_id, certification_id, first_month // 3

)

select * from final
