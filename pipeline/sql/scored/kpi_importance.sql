-- One row per trained candidate and KPI measured for it: how much that KPI is the candidate's own: 2 where the register
-- aims at it, 1 where a row calls it primary, else 0.
with

marked as (

    select
        team_id,
        kpi_id,
        certification_id,
        max(case when is_primary then 1 else 0 end) as is_primary
    from scored.kpi_candidate_measures
    group by team_id, kpi_id, certification_id

),

final as (

    select
        marked.team_id,
        marked.kpi_id,
        marked.certification_id,
        case when goals.kpi_id is not null then 2 else marked.is_primary end as importance
    from marked
    left join scored.kpi_goals as goals
        on
            marked.team_id = goals.team_id
            and marked.kpi_id = goals.kpi_id
            and marked.certification_id = goals.certification_id

)

select * from final
