-- One row per trained candidate: what the register says of its pilot now, as the audit log keeps it. The demonstration is
-- left out: it is removed without a trace.
with

final as (

    select
        register.campaign,
        register.team_id,
        register.certification_id,
        register.register_status as status,
        register.target_kpi,
        register.target_value,
        coalesce(cells.unit, '') as target_unit,
        register.start_date,
        register.end_date,
        register.deadline,
        register.file
    from validated.register_current as register
    inner join validated.kpi_trained as trained
        on
            register.campaign = trained.campaign
            and register.team_id = trained.team_id
            and register.certification_id = trained.certification_id
    left join staged.cells as cells
        on
            cells.field = 'target_value'
            and register.file_id = cells.file_id
            and register.table_no = cells.table_no
            and register.row_number = cells.row_number
    where register.file not like 'demo/%'

)

select * from final
