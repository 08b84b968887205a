-- One row per finding about what accepted rows say: where they disagree, were completed, or all look alike.
with

disagreeing as (

    select
        'objective_disagrees' as code,
        register.file_id,
        register.table_no,
        register.row_number,
        '' as value,
        to_json({'team': register.team_name, 'certification': register.certification_name}) as facts
    from scored.contracts as contracts
    inner join scored.register_by_candidate as register
        on
            contracts.campaign = register.campaign
            and contracts.team_id = register.team_id
            and contracts.certification_id = register.certification_id
    where contracts.disagrees

),

-- Two rows of one file about one candidate that say different things: a repeated row is told by its state alone.
said_otherwise as (

    select
        'said_otherwise_below' as code,
        gone.file_id,
        gone.table_no,
        gone.row_number,
        '' as value,
        to_json({
            'team': gone.team_name, 'certification': gone.certification_name, 'row': kept.row_number
        }) as facts
    from validated.register_rows as gone
    inner join validated.register_rows as kept
        on
            gone.file_id = kept.file_id
            and gone.campaign = kept.campaign
            and gone.team_id = kept.team_id
            and gone.certification_id = kept.certification_id
    inner join staged.rows as gone_row
        on
            gone.file_id = gone_row.file_id
            and gone.table_no = gone_row.table_no
            and gone.row_number = gone_row.row_number
    inner join staged.rows as kept_row
        on
            kept.file_id = kept_row.file_id
            and kept.table_no = kept_row.table_no
            and kept.row_number = kept_row.row_number
    where not gone.is_current and kept.is_current and gone_row.content_hash <> kept_row.content_hash

),

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

straight_lines as (

    select
        'straight_line' as code,
        file_id,
        table_no,
        row_number,
        '' as value,
        to_json({'count': count_answers}) as facts
    from scored.straight_lines

),

final as (

    select * from disagreeing
    union all
    select * from said_otherwise
    union all
    select * from directions
    union all
    select * from without_values
    union all
    select * from several_values
    union all
    select * from locked_baselines
    union all
    select * from straight_lines

)

select
    code,
    '' as subject,
    file_id,
    table_no,
    '' as sheet,
    row_number,
    cast(null as int) as column_number,
    '' as column_name,
    '' as cell,
    value,
    cast(facts as varchar) as facts
from final
