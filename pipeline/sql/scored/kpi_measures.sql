-- One row per KPI row that counts in a series with one unit; `quantity` and `scale` are those of its team and KPI. Totals of
-- periods of several lengths are brought to the longest: `value_months` is the length that a number stands for.
with

moments as (

    select * from scored.kpi_moments

),

scales as (

    select * from scored.kpi_scales

),

lengths as (

    select * from scored.kpi_period_lengths

),

final as (

    select
        moments.* exclude (quantity, unit, kpi_kind, direction),
        scales.scale,
        case
            when lengths.choice = 'totals' and moments.date is null then lengths.longest
            else moments.month_until - moments.month_from
        end as value_months,
        moments.quantity * cast(
            case
                when scales.scale <> 'percent' then 1
                when moments.written = 'fraction' then 100
                when moments.written = 'plain' and scales.plain_means = 'fraction' then 100
                else 1
            end as decimal(3, 0)
        ) * cast(
            case
                when lengths.choice = 'totals' and moments.date is null
                    then coalesce(lengths.longest // nullif(moments.month_until - moments.month_from, 0), 1)
                else 1
            end as decimal(3, 0)
        ) as quantity,
        case
            when scales.scale = 'plain' then 'plain'
            when moments.target_unit = '%' then 'fraction'
            when moments.written = 'percent' or scales.plain_means = 'percent' then 'percent'
            when abs(moments.target_quantity) > 1 then 'percent'
            else 'fraction'
        end as target_written
    from moments
    inner join scales on moments.team_id = scales.team_id and moments.kpi_id = scales.kpi_id
    left join lengths on moments.kpi_id = lengths.kpi_id
    where
        not scales.is_held
        and moments.quantity is not null
        and (
            lengths.kpi_id is null
            or lengths.choice <> 'leave_out'
            or moments.date is not null
            or moments.month_from is null
            or moments.month_until - moments.month_from = lengths.common_months
        )

)

select * from final
