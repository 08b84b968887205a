-- One row per trained candidate and KPI measured for it (KPI '*' where none is): its dates, and whether the pilot is
-- judged by that KPI: the one that the register aims at, else those marked primary, else all of them.
with

trained as (

    select
        trained.team_id,
        trained.certification_id,
        register.status as training_status,
        trained.start_date,
        register.end_date,
        trained.deadline,
        register.target_kpi
    from validated.kpi_trained as trained
    inner join validated.register_current as register
        on
            trained.campaign = register.campaign
            and trained.team_id = register.team_id
            and trained.certification_id = register.certification_id

),

measured as (

    select
        candidates.team_id,
        candidates.kpi_id,
        candidates.certification_id,
        candidates.unit,
        candidates.kpi_kind,
        candidates.direction,
        importance.importance
    from scored.kpi_candidates as candidates
    inner join scored.kpi_importance as importance
        on
            candidates.team_id = importance.team_id
            and candidates.kpi_id = importance.kpi_id
            and candidates.certification_id = importance.certification_id
    where candidates.has_sides

),

final as (

    select
        coalesce(measured.team_id, trained.team_id) as team_id,
        coalesce(measured.kpi_id, '*') as kpi_id,
        coalesce(measured.certification_id, trained.certification_id) as certification_id,
        coalesce(names.kpi_name, trained.target_kpi) as kpi_name,
        measured.unit,
        measured.kpi_kind,
        measured.direction,
        trained.training_status,
        trained.start_date,
        trained.end_date,
        trained.deadline,
        coalesce(trained.deadline, trained.end_date) as due_date,
        measured.importance is null or measured.importance = max(measured.importance) over (
            partition by measured.team_id, measured.certification_id
        ) as judges_pilot
    from measured
    full outer join trained
        on measured.team_id = trained.team_id and measured.certification_id = trained.certification_id
    left join scored.kpi_names as names on measured.kpi_id = names.kpi_id

)

select * from final
