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
        value_now as value,
        to_json({
            'team': team_name,
            'certification': certification_name,
            'part_fr': case part
                when 'target_kpi' then 'l''indicateur cible'
                when 'target_value' then 'la valeur cible'
                else 'la date de début'
            end,
            'part_en': case part
                when 'target_kpi' then 'the target KPI'
                when 'target_value' then 'the target value'
                else 'the start date'
            end,
            'before': value_before,
            'file': file_before
        }) as facts
    from scored.changed_contracts

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
    select * from straight_lines

)

select * from final
