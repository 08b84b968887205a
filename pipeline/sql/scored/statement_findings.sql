-- One row per finding about what accepted rows state: they disagree, change what a pilot was begun with, or look alike.
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

contradictory as (

    select
        'said_otherwise_below' as code,
        file_id,
        table_no,
        row_number,
        '' as value,
        to_json({'name': name, 'row': row_kept}) as facts
    from scored.contradictory_rows

),

changed as (

    select
        'contract_changed' as code,
        file_id,
        table_no,
        row_number,
        stated_now as value,
        to_json({
            'team': team_name,
            'certification': certification_name,
            'part_fr': case part
                when 'target_kpi' then 'l''indicateur cible'
                when 'target_value' then 'la valeur cible'
                when 'start_date' then 'la date de début'
                when 'end_date' then 'la date de fin'
                else 'l''échéance'
            end,
            'part_en': case part
                when 'target_kpi' then 'the target KPI'
                when 'target_value' then 'the target value'
                when 'start_date' then 'the start date'
                when 'end_date' then 'the end date'
                else 'the deadline'
            end,
            'before': stated_before,
            'after': stated_now,
            'file': file_before
        }) as facts
    from scored.changed_contracts
    where stated_now is not null

),

not_undone as (

    select
        'pilot_not_undone' as code,
        file_id,
        table_no,
        row_number,
        '' as value,
        to_json({'team': team_name, 'certification': certification_name}) as facts
    from validated.register_current
    where is_not_undone

),

gone as (

    select
        'pilot_gone' as code,
        file_id,
        cast(null as int) as table_no,
        cast(null as int) as row_number,
        '' as value,
        to_json({'team': team_name, 'certification': certification_name}) as facts
    from scored.gone_pilots

),

no_longer_stated as (

    select
        'no_longer_stated' as code,
        file_id,
        table_no,
        row_number,
        '' as value,
        to_json({
            'team': team_name,
            'certification': certification_name,
            'file': file_before,
            'parts_fr': parts_fr,
            'parts_en': parts_en
        }) as facts
    from scored.no_longer_stated

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
    select * from contradictory
    union all
    select * from changed
    union all
    select * from not_undone
    union all
    select * from gone
    union all
    select * from no_longer_stated
    union all
    select * from straight_lines

)

select * from final
