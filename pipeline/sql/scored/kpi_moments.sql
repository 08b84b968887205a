-- One row per KPI row that counts: the period it is shown under, the months it covers, and how its number is written.
with

final as (

    select
        rows.* exclude (period),
        periods.period,
        periods.month_from,
        periods.month_until,
        periods.observed_from,
        periods.observed_until,
        try_cast(rows.value_text as decimal(28, 9)) as quantity,
        try_cast(rows.target_text as decimal(28, 9)) as target_quantity,
        case
            when rows.value_unit = '%' then 'fraction'
            when
                lower(rows.unit) in ('%', 'pct', 'percent', 'percentage', 'pour cent', 'pourcent', 'pourcentage')
                then 'percent'
            else 'plain'
        end as written
    from validated.kpi_rows as rows
    inner join staged.kpi_periods as periods
        on
            rows.file_id = periods.file_id
            and rows.table_no = periods.table_no
            and rows.row_number = periods.row_number

)

select * from final
