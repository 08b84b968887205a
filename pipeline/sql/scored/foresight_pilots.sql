-- One row per trained candidate that was scored before its training started and can be compared with untrained teams: its
-- last score before, and its gain on its primary KPI, in standard deviations of what untrained teams changed by meanwhile:
-- null where there is one of these, or all changed alike: no deviation.
with

gains as (

    select
        judged.team_id,
        judged.certification_id,
        judged.kpi_id,
        judged.period,
        judged.improvement,
        judged.improvement - case when judged.direction = 'down' then -1 else 1 end * meanwhile.comparison_change as gain,
        nullif(meanwhile.comparison_deviation, 0) as usual_deviation,
        estimates.evidence_rung
    from scored.kpi_judged as judged
    inner join scored.kpi_meanwhile as meanwhile
        on
            judged.team_id = meanwhile.team_id
            and judged.kpi_id = meanwhile.kpi_id
            and judged.certification_id = meanwhile.certification_id
            and judged.period = meanwhile.period
    inner join scored.kpi_estimates as estimates
        on judged.kpi_id = estimates.kpi_id and judged.certification_id = estimates.certification_id
    left join scored.kpi_importance as importance
        on
            judged.team_id = importance.team_id
            and judged.kpi_id = importance.kpi_id
            and judged.certification_id = importance.certification_id
    where
        judged.improvement is not null
        and judged.common_with is null
        and (estimates.is_primary or coalesce(importance.is_primary, false))
        and estimates.evidence_rung >= 4
    qualify
        row_number() over (
            partition by judged.team_id, judged.certification_id
            order by case when importance.is_primary then 0 else 1 end, judged.kpi_id, judged.period desc
        ) = 1

),

-- What was answered after the start could have been answered knowing the outcome.
scores as (

    select
        scores.team_id,
        scores.certification_id,
        scores.campaign,
        scores.score_percent
    from scored.candidate_scores as scores
    inner join scored.campaigns as campaigns on scores.campaign = campaigns.campaign
    inner join validated.kpi_trained as trained
        on scores.team_id = trained.team_id and scores.certification_id = trained.certification_id
    where
        scores.score_percent is not null
        and cast(campaigns.last_submission as date) < trained.start_date
    qualify
        row_number() over (
            partition by scores.team_id, scores.certification_id order by campaigns.campaign_order desc
        ) = 1

),

final as (

    select
        gains.team_id,
        gains.certification_id,
        gains.kpi_id,
        scores.campaign,
        scores.score_percent,
        gains.gain,
        gains.gain / gains.usual_deviation as standardised_gain,
        gains.evidence_rung
    from gains
    inner join scores on gains.team_id = scores.team_id and gains.certification_id = scores.certification_id

)

select * from final
