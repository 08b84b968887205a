-- One row per received file and KPI row: the period it is shown under and the months it covers. Months are counted from
-- year 0; `month_until` is the first month after. Period '*' where only a phase is known.
with

rows as (

    select
        observations.file_id,
        observations.table_no,
        observations.row_number,
        observations.date,
        observations.period,
        settings.first_month_of_year - 1 as year_shift
    from staged.kpi_observations as observations
    cross join config.settings as settings

),

dated as (

    select
        *,
        cast(extract(year from date) as int) * 12 + cast(extract(month from date) as int) - 1 as date_month
    from rows

),

labelled as (

    select
        dated.* exclude (period),
        coalesce(
            period,
            cast((date_month - year_shift) // 12 as varchar)
            || '-Q' || cast((date_month - year_shift) % 12 // 3 + 1 as varchar),
            '*'
        ) as period
    from dated

),

parts as (

    select
        *,
        try_cast(left(period, 4) as int) * 12 as year_month,
        case when length(period) = 7 and substr(period, 6, 1) = 'Q' then try_cast(right(period, 1) as int) end as quarter,
        case when length(period) = 7 and substr(period, 6, 1) = 'H' then try_cast(right(period, 1) as int) end as half,
        case when length(period) = 7 then try_cast(right(period, 2) as int) end as month
    from labelled

),

spans as (

    select
        *,
        case
            when quarter is not null then year_month + year_shift + (quarter - 1) * 3
            when half is not null then year_month + year_shift + (half - 1) * 6
            when month is not null then year_month + month - 1
            when length(period) = 4 then year_month + year_shift
        end as month_from,
        case when quarter is not null then 3 when half is not null then 6 when month is not null then 1 else 12 end as months
    from parts

),

final as (

    select
        file_id,
        table_no,
        row_number,
        period,
        month_from,
        month_from + months as month_until,
        coalesce(date_month, month_from) as observed_from,
        coalesce(date_month + 1, month_from + months) as observed_until
    from spans

)

select * from final
