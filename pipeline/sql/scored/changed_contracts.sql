-- One row per trained candidate and part of its contract that is no longer what the pilot was begun with: the value then,
-- the one that counts now, and since when. Blank where the register states none any more.
with

statements as (

    select * from scored.contract_statements

),

begun as (

    select * from statements
    where stated is not null
    qualify row_number() over (partition by team_id, certification_id, part order by place) = 1

),

register as (

    select register.*
    from validated.register_current as register
    inner join validated.kpi_trained as trained
        on
            register.campaign = trained.campaign
            and register.team_id = trained.team_id
            and register.certification_id = trained.certification_id

),

compared as (

    select
        begun.*,
        register.file_id as file_id_now,
        register.table_no as table_now,
        register.row_number as row_now,
        register.file as last_file,
        register.team_name,
        register.certification_name,
        case begun.part
            when 'target_kpi' then register.target_kpi
            when 'target_value' then register.target_value
            when 'start_date' then cast(register.start_date as varchar)
            when 'end_date' then cast(register.end_date as varchar)
            else cast(register.deadline as varchar)
        end as stated_now,
        coalesce(cells.unit, '') as unit_now
    from begun
    inner join register
        on begun.team_id = register.team_id and begun.certification_id = register.certification_id
    left join staged.cells as cells
        on
            begun.part = 'target_value'
            and cells.field = 'target_value'
            and register.file_id = cells.file_id
            and register.table_no = cells.table_no
            and register.row_number = cells.row_number

),

changed as (

    select * from compared
    where stated is distinct from stated_now or unit <> unit_now

),

-- The first file from which on all say what counts now.
since as (

    select
        statements.*,
        changed.stated_now
    from statements
    inner join changed
        on
            statements.team_id = changed.team_id
            and statements.certification_id = changed.certification_id
            and statements.part = changed.part
    where statements.part <> 'start_date' or statements.stated is not null
    qualify
        max(case when statements.stated is distinct from changed.stated_now then statements.place else 0 end) over (
            partition by statements.team_id, statements.certification_id, statements.part
        ) < statements.place

),

first_since as (

    select * from since
    qualify row_number() over (partition by team_id, certification_id, part order by place) = 1

),

final as (

    select
        changed.team_id,
        changed.certification_id,
        changed.part,
        changed.team_name,
        changed.certification_name,
        changed.stated as stated_before,
        changed.unit as unit_before,
        changed.file as file_before,
        changed.stated_now,
        changed.unit_now,
        coalesce(first_since.file, changed.last_file) as file_now,
        first_since.arrived_at as changed_at,
        changed.file_id_now as file_id,
        changed.table_now as table_no,
        changed.row_now as row_number
    from changed
    left join first_since
        on
            changed.team_id = first_since.team_id
            and changed.certification_id = first_since.certification_id
            and changed.part = first_since.part

)

select * from final
