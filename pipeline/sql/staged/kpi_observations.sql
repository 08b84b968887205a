-- One row per received file and KPI row (record C): what was read, nothing judged.
with

rows as (

    select * from staged.rows where record = 'C'

),

cells as (

    select * from staged.cells where record = 'C'

),

pivoted as (

    select
        rows.file_id,
        rows.table_no,
        rows.row_number,
        max(case when cells.field = 'kpi' then cells.reading end) as kpi_name,
        max(case when cells.field = 'value' then cells.reading end) as value_text,
        max(case when cells.field = 'value' then cells.unit end) as value_unit,
        max(case when cells.field = 'value' and cells.kind <> 'missing' then 1 else 0 end) = 1 as has_value,
        max(case when cells.field = 'date' then try_cast(left(cells.reading, 10) as date) end) as date,
        max(case when cells.field = 'period' then cells.reading end) as period,
        max(case when cells.field = 'phase' then cells.reading end) as phase,
        max(case when cells.field = 'unit' then cells.reading end) as unit,
        max(case when cells.field = 'direction' then cells.reading end) as direction,
        max(case when cells.field = 'kpi_kind' then cells.reading end) as kpi_kind,
        max(case when cells.field = 'primary' then cells.reading end) = 'true' as is_primary,
        max(case when cells.field = 'target' then cells.reading end) as target_text,
        max(case when cells.field = 'target' then cells.unit end) as target_unit,
        max(case when cells.field = 'unit_value' then try_cast(cells.reading as decimal(18, 4)) end) as unit_value,
        max(case when cells.field = 'enrolled' then try_cast(cells.reading as int) end) as enrolled,
        max(case when cells.field = 'finished' then try_cast(cells.reading as int) end) as finished,
        max(case when cells.field = 'certified' then try_cast(cells.reading as int) end) as certified,
        max(case when cells.field = 'applied' then try_cast(cells.reading as int) end) as applied,
        max(case when cells.field = 'respondents' then try_cast(cells.reading as int) end) as respondents,
        max(case when cells.field = 'satisfaction' then try_cast(cells.reading as double) end) as satisfaction,
        max(case when cells.field = 'test_before' then try_cast(cells.reading as double) end) as test_before,
        max(case when cells.field = 'test_after' then try_cast(cells.reading as double) end) as test_after,
        max(case when cells.field = 'design' then cells.reading end) as design
    from rows
    left join cells
        on rows.file_id = cells.file_id and rows.table_no = cells.table_no and rows.row_number = cells.row_number
    group by rows.file_id, rows.table_no, rows.row_number

),

final as (

    select
        pivoted.*,
        names.team_id,
        names.certification_id,
        ids.kpi_id,
        try_cast(pivoted.value_text as double) as value,
        try_cast(pivoted.target_text as double) as target
    from pivoted
    left join staged.row_names as names
        on
            pivoted.file_id = names.file_id
            and pivoted.table_no = names.table_no
            and pivoted.row_number = names.row_number
    left join staged.kpi_ids as ids on pivoted.kpi_name = ids.spelling

)

select * from final
