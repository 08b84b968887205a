-- One row per KPI row that says something else about a moment before a training than the locked baseline does, with what
-- the baseline keeps. A file may say several things about one moment: then it is their mean that is kept.
with

counted as (

    select
        team_id,
        certification_id,
        kpi_id,
        moment,
        avg(value) as value_kept,
        max(value_unit) as unit_kept,
        min(file_id) as file_kept,
        min(arrived_at) as kept_at
    from validated.kpi_row_states
    where state = 'counted'
    group by team_id, certification_id, kpi_id, moment

),

beside as (

    select * from validated.kpi_row_states where is_beside

),

final as (

    select
        beside.team_id,
        beside.kpi_id,
        beside.certification_id,
        periods.period,
        beside.phase,
        beside.date,
        beside.file_id,
        beside.table_no,
        beside.row_number,
        beside.arrived_at as sent_at,
        beside.locked_at,
        scales.unit,
        scales.kpi_kind,
        beside.value * case
            when scales.scale <> 'percent' then 1
            when beside.value_unit = '%' or scales.plain_means = 'fraction' then 100
            else 1
        end as value_sent,
        counted.value_kept * case
            when scales.scale <> 'percent' then 1
            when counted.unit_kept = '%' or scales.plain_means = 'fraction' then 100
            else 1
        end as value_kept,
        counted.file_kept,
        counted.kept_at
    from beside
    inner join counted
        on
            beside.team_id = counted.team_id
            and beside.certification_id = counted.certification_id
            and beside.kpi_id = counted.kpi_id
            and beside.moment = counted.moment
    inner join scored.kpi_scales as scales on beside.team_id = scales.team_id and beside.kpi_id = scales.kpi_id
    inner join staged.kpi_periods as periods
        on
            beside.file_id = periods.file_id
            and beside.table_no = periods.table_no
            and beside.row_number = periods.row_number

)

select * from final
