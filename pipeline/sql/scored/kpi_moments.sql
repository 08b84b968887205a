-- One row per KPI row that counts: the period it is shown under, the months it covers, how its number is written and in
-- which unit; what a cell says of itself (12,5 k€, read as 12500 EUR) counts, not what the column of units says.
with

stated as (

    select
        *,
        case
            when stem in ('€', 'eur', 'euro') then 'eur'
            when stem in ('$', 'usd', 'dollar') then 'usd'
            when stem in ('j', 'jr', 'jour', 'd', 'day') then 'd'
            when stem in ('h', 'hr', 'heure', 'hour') then 'h'
            when stem in ('min', 'mn', 'minute') then 'min'
            else stem
        end as stated_key,
        coalesce(value_unit, '') not in ('', '%') as says_unit
    from (select *, regexp_replace(lower(unit), '[s. ]+$', '', 'g') as stem from validated.kpi_rows) as rows

),

final as (

    select
        stated.* exclude (period, unit, stem, stated_key, says_unit),
        periods.period,
        periods.month_from,
        periods.month_until,
        periods.observed_from,
        periods.observed_until,
        case
            when stated.says_unit and stated.stated_key is distinct from lower(stated.value_unit) then stated.value_unit
            else stated.unit
        end as unit,
        case when stated.says_unit then lower(stated.value_unit) else stated.stated_key end as unit_key,
        try_cast(stated.value_text as decimal(28, 9)) as quantity,
        try_cast(stated.target_text as decimal(28, 9)) as target_quantity,
        case
            when stated.value_unit = '%' then 'fraction'
            when stated.says_unit then 'plain'
            when
                lower(stated.unit) in ('%', 'pct', 'percent', 'percentage', 'pour cent', 'pourcent', 'pourcentage')
                then 'percent'
            else 'plain'
        end as written
    from stated
    inner join staged.kpi_periods as periods
        on
            stated.file_id = periods.file_id
            and stated.table_no = periods.table_no
            and stated.row_number = periods.row_number

)

select * from final
