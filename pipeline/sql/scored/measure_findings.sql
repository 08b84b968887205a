-- One row per finding about what accepted measures of KPIs say: where they were completed, disagree, or came too late.
with

directions as (

    select
        'direction_assumed' as code,
        file_id,
        table_no,
        row_number,
        kpi_name as value,
        cast('{}' as json) as facts
    from scored.kpi_direction_assumed

),

without_values as (

    select
        'no_value_yet' as code,
        file_id,
        table_no,
        min(row_number) as row_number,
        '' as value,
        to_json({'count': count(*)}) as facts
    from scored.row_states
    where record = 'C' and state = 'ignored'
    group by file_id, table_no

),

-- A phase without a date has as many measures as one likes; a date or a period has one.
several_values as (

    select
        'several_values' as code,
        file_id,
        min(table_no) as table_no,
        min(row_number) as row_number,
        min(kpi_name) as value,
        to_json({'count': count(distinct value_text || ' ' || coalesce(value_unit, ''))}) as facts
    from validated.kpi_row_states
    where state = 'counted' and (date is not null or period is not null)
    group by file_id, team_id, certification_id, kpi_id, moment
    having count(distinct value_text || ' ' || coalesce(value_unit, '')) > 1

),

locked_baselines as (

    select
        'baseline_locked' as code,
        beside.file_id,
        beside.table_no,
        beside.row_number,
        names.kpi_name as value,
        to_json({
            'team': coalesce(teams.team_name, beside.team_id),
            'file': kept.file,
            'since': cast(cast(beside.locked_at as date) as varchar)
        }) as facts
    from scored.kpi_beside as beside
    inner join raw.files as kept on beside.file_kept = kept.file_id
    inner join scored.kpi_names as names on beside.kpi_id = names.kpi_id
    left join scored.team_names as teams on beside.team_id = teams.team_id

),

final as (

    select * from directions
    union all
    select * from without_values
    union all
    select * from several_values
    union all
    select * from locked_baselines

)

select * from final
