-- One row per register row that leaves blank what an earlier file stated of the candidate's objective, target or deadline,
-- so that it counts as missing: what, and the last file that stated some of it.
with

missing as (

    select distinct
        register.file_id,
        register.table_no,
        register.row_number,
        register.register_campaign as campaign,
        register.team_id,
        register.certification_id,
        register.team_name,
        register.certification_name,
        ',' || contracts.missing_contract || ',' as parts
    from scored.register_by_candidate as register
    inner join scored.contracts as contracts
        on
            register.campaign = contracts.campaign
            and register.team_id = contracts.team_id
            and register.certification_id = contracts.certification_id
    where contracts.missing_contract <> ''

),

stated as (

    select
        missing.*,
        earlier.file,
        earlier.arrival,
        case
            when missing.parts like '%,business_objective,%' and earlier.business_objective is not null then 1 else 0
        end as objective,
        case when missing.parts like '%,target_kpi,%' and earlier.target_kpi is not null then 1 else 0 end as kpi,
        case when missing.parts like '%,target_value,%' and earlier.target_value is not null then 1 else 0 end as target,
        case
            when
                missing.parts like '%,deadline,%'
                and current_rows.deadline is null
                and earlier.deadline is not null
                then 1
            else 0
        end as deadline
    from missing
    inner join validated.register_current as current_rows
        on
            missing.campaign = current_rows.campaign
            and missing.team_id = current_rows.team_id
            and missing.certification_id = current_rows.certification_id
    inner join validated.register_rows as earlier
        on
            missing.campaign = earlier.campaign
            and missing.team_id = earlier.team_id
            and missing.certification_id = earlier.certification_id
            and missing.file_id <> earlier.file_id

),

summed as (

    select
        file_id,
        table_no,
        row_number,
        team_name,
        certification_name,
        max(objective) as objective,
        max(kpi) as kpi,
        max(target) as target,
        max(deadline) as deadline,
        max_by(file, arrival) as file_before
    from stated
    where objective + kpi + target + deadline > 0
    group by file_id, table_no, row_number, team_name, certification_name

),

final as (

    select
        *,
        concat_ws(
            ', ',
            case when objective = 1 then 'objectif business' end,
            case when kpi = 1 then 'indicateur visé' end,
            case when target = 1 then 'valeur cible' end,
            case when deadline = 1 then 'échéance' end
        ) as parts_fr,
        concat_ws(
            ', ',
            case when objective = 1 then 'business objective' end,
            case when kpi = 1 then 'target KPI' end,
            case when target = 1 then 'target value' end,
            case when deadline = 1 then 'deadline' end
        ) as parts_en
    from summed

)

select * from final
