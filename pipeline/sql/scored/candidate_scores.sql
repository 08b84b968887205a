-- One row per campaign and candidate: score, verdict, decision after the gates, and rank.
with

candidates as (

    select * from scored.candidates

),

scores as (

    select * from scored.exact_scores

),

contracts as (

    select * from scored.contracts

),

respondents as (

    select * from scored.respondents

),

confidentiality as (

    select * from validated.confidentiality

),

reservations as (

    select
        campaign,
        team_id,
        certification_id,
        string_agg(criterion, ',' order by position) as reservations
    from scored.reservations
    group by campaign, team_id, certification_id

),

joined as (

    select
        candidates.campaign,
        candidates.team_id,
        candidates.certification_id,
        coalesce(respondents.count_respondents, 0) as count_respondents,
        scores.score_percent,
        scores.score_low,
        scores.score_high,
        scores.score_order,
        coalesce(scores.depends_on_missing, false) as depends_on_missing,
        scores.verdict,
        scores.at_threshold,
        scores.near_threshold,
        case
            when scores.score_percent is null then 'incomplete'
            when contracts.missing_contract <> '' then 'clarify_objective'
            else scores.verdict
        end as decision,
        contracts.missing_contract,
        contracts.business_objective,
        contracts.target_kpi,
        contracts.target_value,
        contracts.deadline,
        coalesce(reservations.reservations, '') as reservations,
        coalesce(confidentiality.is_withheld, false) as is_withheld,
        coalesce(confidentiality.count_waiting, 0) as count_waiting,
        coalesce(confidentiality.means_from, 0) as means_from
    from candidates
    inner join scores
        on
            candidates.campaign = scores.campaign
            and candidates.team_id = scores.team_id
            and candidates.certification_id = scores.certification_id
    inner join contracts
        on
            candidates.campaign = contracts.campaign
            and candidates.team_id = contracts.team_id
            and candidates.certification_id = contracts.certification_id
    left join respondents
        on
            candidates.campaign = respondents.campaign
            and candidates.team_id = respondents.team_id
            and candidates.certification_id = respondents.certification_id
    left join reservations
        on
            candidates.campaign = reservations.campaign
            and candidates.team_id = reservations.team_id
            and candidates.certification_id = reservations.certification_id
    left join confidentiality
        on
            candidates.campaign = confidentiality.campaign
            and candidates.team_id = confidentiality.team_id
            and candidates.certification_id = confidentiality.certification_id

),

final as (

    select
        *,
        case
            when score_order is not null
                then rank() over (partition by campaign, score_order is null order by score_order desc)
        end as candidate_rank
    from joined

)

select * from final
