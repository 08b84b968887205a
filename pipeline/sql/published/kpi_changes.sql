-- One row per team, KPI, period and certification ('*' where none applies): before, after, and what may be said of it.
with

judged as (

    select * from scored.kpi_judged

),

final as (

    select
        judged.team_id,
        judged.kpi_id,
        judged.period,
        judged.certification_id,
        teams.team_name,
        judged.kpi_name,
        certifications.certification_name,
        judged.unit,
        judged.kpi_kind,
        judged.direction,
        judged.value_before,
        judged.value_after,
        judged.improvement,
        judged.improvement_percent,
        judged.same_period_last_year,
        judged.target,
        judged.target_attainment,
        judged.status,
        judged.evidence_rung,
        judged.common_with,
        judged.wording_fr,
        judged.wording_en
    from judged
    left join scored.team_names as teams on judged.team_id = teams.team_id
    left join scored.certification_names as certifications
        on judged.certification_id = certifications.certification_id

)

select * from final
order by team_id, kpi_id, certification_id, period
