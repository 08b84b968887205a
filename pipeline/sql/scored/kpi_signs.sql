-- One row per team and KPI: in which units and on which scales its numbers are written. Nothing marks 0 and 1.
with

moments as (

    select
        * exclude (unit_key),
        abs(quantity) as size,
        case when written = 'plain' then unit_key end as unit_key
    from scored.kpi_moments

),

final as (

    select
        team_id,
        kpi_id,
        count(distinct unit_key) as count_units,
        min(case when written = 'plain' and size > 0 and coalesce(unit_key, '') <> '' then size end)
            as smallest_with_unit,
        min(case when written = 'plain' and size > 0 and coalesce(unit_key, '') = '' then size end)
            as smallest_without_unit,
        max(case when written = 'fraction' then 1 else 0 end) = 1 as has_fraction,
        max(case when written = 'percent' then 1 else 0 end) = 1 as has_percent,
        max(case when written = 'plain' and size <> 0 then 1 else 0 end) = 1 as has_plain,
        max(case when written = 'plain' and size > 0 and size < 1 then 1 else 0 end) = 1 as has_plain_below_one,
        max(case when written = 'plain' and size > 1 then 1 else 0 end) = 1 as has_plain_above_one,
        max(case when written = 'plain' and size >= 10 then 1 else 0 end) = 1 as has_plain_from_ten,
        max(case when written = 'plain' and size > 0 and size < 1 then size end) as largest_plain_below_one,
        min(case when written = 'plain' and size > 1 then size end) as smallest_plain_above_one,
        max(case when written = 'percent' and size > 0 and size < 1 then 1 else 0 end) = 1 as has_percent_below_one,
        max(case when written = 'percent' and size >= 10 then 1 else 0 end) = 1 as has_percent_from_ten,
        max(case when written = 'percent' and size > 0 and size < 1 then size end) as largest_percent_below_one,
        min(case when written = 'percent' and size > 1 then size end) as smallest_percent_above_one
    from moments
    group by team_id, kpi_id

)

select * from final
