-- One row per question about what a column or a series of values means: its way up, its words, its currency, its unit.
with

polarity as (

    select
        'polarity' as code,
        subject,
        file_id,
        table_no,
        cast(null as int) as row_number,
        column_number,
        '' as value,
        to_json({'criterion': criterion}) as facts
    from scored.polarity_doubts

),

-- Of a confidential campaign's files it is not told what single cells hold.
confidential as (

    select * from staged.confidential_tables

),

columns_with_ends as (

    select
        columns.* exclude (value, other, seen_low, seen_high),
        case when confidential.file_id is null then columns.value else '…' end as value,
        case when confidential.file_id is null then columns.other else '…' end as other,
        case when lowest % 1000 = 0 then cast(lowest // 1000 as varchar) else cast(cast(lowest as double) / 1000 as varchar) end as low,
        case when highest % 1000 = 0 then cast(highest // 1000 as varchar) else cast(cast(highest as double) / 1000 as varchar) end as high,
        cast(seen_low // 1000 as varchar) || '–' || cast(seen_high // 1000 as varchar) as seen
    from staged.doubtful_columns as columns
    left join confidential on columns.file_id = confidential.file_id and columns.table_no = confidential.table_no

),

doubtful_columns as (

    select
        code,
        subject,
        file_id,
        table_no,
        cast(null as int) as row_number,
        column_number,
        value,
        to_json({
            'low': low,
            'high': high,
            'seen': case when value = '' then seen else value end,
            'other': other
        }) as facts
    from columns_with_ends

),

currencies as (

    select
        'unknown_currency' as code,
        cells.currency_subject as subject,
        cells.file_id,
        min(cells.table_no) as table_no,
        min(cells.row_number) as row_number,
        min(cells.column_number) as column_number,
        min(cells.sent) as value,
        to_json({'currency': max(settings.currency)}) as facts
    from staged.cells as cells
    cross join config.settings as settings
    where cells.kind = 'currency'
    group by cells.currency_subject, cells.file_id

),

mixed_units as (

    select
        'mixed_units' as code,
        subject,
        file_id,
        table_no,
        row_number,
        cast(null as int) as column_number,
        kpi_name as value,
        to_json({
            'units_fr': replace(units, '∅', 'sans unité'),
            'units_en': replace(units, '∅', 'no unit'),
            'team': team_name
        }) as facts
    from scored.kpi_mixed_units

),

mixed_periods as (

    select
        'mixed_periods' as code,
        kpi_id as subject,
        file_id,
        table_no,
        row_number,
        cast(null as int) as column_number,
        kpi_name as value,
        to_json({
            'shortest_fr': case shortest when 1 then 'mois' when 3 then 'trimestres' else 'semestres' end,
            'shortest_en': case shortest when 1 then 'months' when 3 then 'quarters' else 'half-years' end,
            'longest_fr': case longest when 3 then 'trimestres' when 6 then 'semestres' else 'années' end,
            'longest_en': case longest when 3 then 'quarters' when 6 then 'half-years' else 'years' end,
            'counted_fr': case common_months
                when 1 then 'mois' when 3 then 'trimestres' when 6 then 'semestres' else 'années'
            end,
            'counted_en': case common_months
                when 1 then 'months' when 3 then 'quarters' when 6 then 'half-years' else 'years'
            end
        }) as facts
    from scored.kpi_period_lengths

),

final as (

    select * from polarity
    union all
    select * from doubtful_columns
    union all
    select * from currencies
    union all
    select * from mixed_units
    union all
    select * from mixed_periods

)

select * from final
