-- One row per file and KPI whose good direction nobody states, at its first row.
with

measures as (

    select * from scored.kpi_candidate_measures

),

candidates as (

    select * from scored.kpi_candidates where direction_is_assumed

),

final as (

    select
        measures.team_id,
        measures.kpi_id,
        measures.kpi_name,
        measures.file_id,
        measures.table_no,
        measures.row_number
    from measures
    inner join candidates
        on
            measures.team_id = candidates.team_id
            and measures.kpi_id = candidates.kpi_id
            and measures.certification_id = candidates.certification_id
    qualify
        row_number() over (
            partition by measures.file_id, measures.kpi_id
            order by measures.table_no, measures.row_number
        ) = 1

)

select * from final
