-- One row per team, certification and KPI that the register aims at; '*' holds what all of a team's candidates agree on.
with

register as (

    select
        register.*,
        ids.kpi_id,
        try_cast(register.target_value as decimal(28, 9)) as target_quantity,
        case when cells.unit = '%' then 'fraction' else 'unknown' end as target_written,
        case when trained.campaign is null then 1 else 0 end as other_campaign,
        case when register.campaign = '*' then 1 else 0 end as every_campaign
    from validated.register_current as register
    inner join staged.kpi_ids as ids on register.target_kpi = ids.spelling
    left join validated.kpi_trained as trained
        on
            register.team_id = trained.team_id
            and register.certification_id = trained.certification_id
            and register.campaign = trained.campaign
    left join staged.cells as cells
        on
            register.file_id = cells.file_id
            and register.table_no = cells.table_no
            and register.row_number = cells.row_number
            and cells.field = 'target_value'

),

-- The target of the row that the training's dates come from, else of the latest campaign.
candidates as (

    select
        team_id,
        certification_id,
        kpi_id,
        direction,
        target_quantity,
        target_written
    from register
    qualify
        row_number() over (
            partition by team_id, certification_id, kpi_id
            order by other_campaign, every_campaign, campaign desc
        ) = 1

),

teams as (

    select
        team_id,
        '*' as certification_id,
        kpi_id,
        case when min(direction) = max(direction) then max(direction) end as direction,
        case when min(target_quantity) = max(target_quantity) then max(target_quantity) end as target_quantity,
        min(target_written) as target_written
    from candidates
    group by team_id, kpi_id

),

final as (

    select * from candidates
    union all
    select * from teams

)

select * from final
