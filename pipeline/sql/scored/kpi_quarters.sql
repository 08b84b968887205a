-- One row per quarter to review: one in which a trained candidate is measured, starts, ends or has its deadline.
with

pilots as (

    select * from scored.kpi_pilots

),

days as (

    select start_date as day from pilots
    union all
    select end_date as day from pilots
    union all
    select deadline as day from pilots

),

numbered as (

    select
        (
            cast(extract(year from days.day) as int) * 12
            + cast(extract(month from days.day) as int) - settings.first_month_of_year
        ) // 3 as quarter_number
    from days
    cross join config.settings as settings
    where days.day is not null
    union all
    select measured.quarter_number
    from scored.kpi_quarter_values as measured
    inner join pilots
        on
            measured.team_id = pilots.team_id
            and measured.kpi_id = pilots.kpi_id
            and measured.certification_id = pilots.certification_id

),

months as (

    select distinct
        numbered.quarter_number,
        numbered.quarter_number * 3 + settings.first_month_of_year - 1 as month_from,
        numbered.quarter_number * 3 + settings.first_month_of_year + 2 as month_until
    from numbered
    cross join config.settings as settings

),

final as (

    select
        quarter_number,
        month_until,
        make_date(month_from // 12, month_from % 12 + 1, 1) as first_day,
        make_date(month_until // 12, month_until % 12 + 1, 1) as next_day,
        cast(quarter_number // 4 as varchar) || '-Q' || cast(quarter_number % 4 + 1 as varchar) as period
    from months

)

select * from final
