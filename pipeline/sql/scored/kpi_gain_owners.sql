-- One row per trained candidate and KPI measured for it, and whether a gain on that KPI is its own. Of several trainings of
-- one team on one KPI the gain is common and counted once, with the training that the register aims at it, else one whose
-- rows call it primary, else the first to start.
with

candidates as (

    select * from scored.kpi_candidates where start_date is not null

),

placed as (

    select
        candidates.team_id,
        candidates.kpi_id,
        candidates.certification_id,
        count(*) over (partition by candidates.team_id, candidates.kpi_id) as count_trainings,
        row_number() over (
            partition by candidates.team_id, candidates.kpi_id
            order by
                measured.importance desc, candidates.start_date, candidates.certification_id
        ) as place
    from candidates
    inner join scored.kpi_importance as measured
        on
            candidates.team_id = measured.team_id
            and candidates.kpi_id = measured.kpi_id
            and candidates.certification_id = measured.certification_id

),

owners as (

    select * from placed where place = 1

),

final as (

    select
        placed.team_id,
        placed.kpi_id,
        placed.certification_id,
        placed.place = 1 as is_own_gain,
        placed.count_trainings > 1 as is_common,
        owners.certification_id as owner_certification_id,
        coalesce(names.certification_name, owners.certification_id) as owner_certification_name
    from placed
    inner join owners on placed.team_id = owners.team_id and placed.kpi_id = owners.kpi_id
    left join scored.certification_names as names on owners.certification_id = names.certification_id

)

select * from final
