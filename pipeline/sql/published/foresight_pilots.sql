-- One row per trained candidate scored before its training and compared afterwards: its score then, its gain since.
with

pilots as (

    select * from scored.foresight_pilots

),

final as (

    select
        pilots.team_id,
        pilots.certification_id,
        pilots.kpi_id,
        pilots.campaign,
        teams.team_name,
        certifications.certification_name,
        names.kpi_name,
        scales.unit,
        scales.kpi_kind,
        pilots.score_percent,
        pilots.gain,
        pilots.standardised_gain,
        pilots.evidence_rung
    from pilots
    inner join scored.kpi_scales as scales on pilots.team_id = scales.team_id and pilots.kpi_id = scales.kpi_id
    inner join scored.kpi_names as names on pilots.kpi_id = names.kpi_id
    left join scored.team_names as teams on pilots.team_id = teams.team_id
    left join scored.certification_names as certifications
        on pilots.certification_id = certifications.certification_id

)

select * from final
order by team_id, certification_id
