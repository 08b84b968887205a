-- One row per team, certification, KPI and moment before a training: what its baseline says of it now, as the audit log
-- keeps it. The demonstration is left out: it is removed without a trace.
with

counted as (

    select
        states.team_id,
        states.certification_id,
        states.kpi_id,
        states.moment,
        states.kpi_name,
        states.phase,
        states.date,
        periods.period,
        periods.month_until,
        states.value,
        states.value_unit,
        files.file,
        cast(states.value as varchar)
        || '|' || coalesce(states.value_unit, '')
        || '|' || coalesce(states.unit, '') as content
    from validated.kpi_row_states as states
    inner join staged.kpi_periods as periods
        on
            states.file_id = periods.file_id
            and states.table_no = periods.table_no
            and states.row_number = periods.row_number
    inner join raw.files as files on states.file_id = files.file_id
    where
        states.state = 'counted'
        and states.locked_at is not null
        and states.value is not null
        and files.file not like 'demo/%'

),

final as (

    select
        team_id,
        certification_id,
        kpi_id,
        moment,
        min(kpi_name) as kpi_name,
        min(phase) as phase,
        min(date) as date,
        min(period) as period,
        min(month_until) as month_until,
        avg(value) as value,
        max(value_unit) as value_unit,
        min(file) as file,
        string_agg(content, ' ' order by content) as content
    from counted
    group by team_id, certification_id, kpi_id, moment

)

select * from final
