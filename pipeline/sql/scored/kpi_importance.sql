-- One row per trained candidate and KPI measured for it: how much that KPI is the candidate's own: 2 where the register
-- aims at it, 1 where a row calls it primary, else 0; and whether it is the one that is more so than all others. A pilot
-- has one primary KPI: of several called so, none is.
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

weighed as (

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

),

final as (

    select
        *,
        importance > 0
        and rank() over (partition by team_id, certification_id order by importance desc) = 1
        and count(*) over (partition by team_id, certification_id, importance) = 1 as is_primary
    from weighed

)

select * from final
