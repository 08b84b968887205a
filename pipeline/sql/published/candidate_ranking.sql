-- One row per campaign and candidate, best first; candidate_rank is null only where the decision is 'incomplete'.
with

scores as (

    select * from scored.candidate_scores

),

teams as (

    select * from scored.team_names

),

certifications as (

    select * from scored.certification_names

),

campaigns as (

    select * from scored.campaigns

),

grids as (

    select * from config.grids

),

costs as (

    select * from scored.costs

),

register as (

    select * from scored.register_by_candidate

),

changes as (

    select * from scored.changes

),

questioned as (

    select * from scored.questioned_candidates

),

final as (

    select
        scores.campaign,
        scores.candidate_rank,
        scores.team_id,
        teams.team_name,
        teams.business_unit,
        scores.certification_id,
        certifications.certification_name,
        coalesce(register.kind, certifications.kind, 'certification') as kind,
        scores.count_respondents,
        teams.expected_answers,
        scores.score_percent,
        scores.score_low,
        scores.score_high,
        scores.depends_on_missing,
        scores.verdict,
        scores.at_threshold,
        scores.decision,
        scores.missing_contract,
        scores.reservations,
        questioned.campaign is not null as in_question,
        scores.business_objective as objective,
        scores.target_kpi,
        cast(costs.cash_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as cash_cost,
        cast(costs.time_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as time_cost,
        cast(costs.full_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as full_cost,
        cast(costs.rollout_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as rollout_cost,
        changes.previous_score_percent,
        changes.score_change,
        changes.rank_change,
        changes.change_reason,
        grids.scale_method as score_method,
        campaigns.grid_version,
        scores.score_percent is not null and scores.count_respondents < settings.provisional_below as provisional,
        coalesce(scores.near_threshold, false) as near_threshold,
        scores.is_withheld,
        scores.count_waiting
    from scores
    inner join campaigns on scores.campaign = campaigns.campaign
    inner join grids on campaigns.grid_version = grids.grid_version
    cross join config.settings as settings
    left join teams on scores.team_id = teams.team_id
    left join certifications on scores.certification_id = certifications.certification_id
    left join costs
        on
            scores.campaign = costs.campaign
            and scores.team_id = costs.team_id
            and scores.certification_id = costs.certification_id
    left join register
        on
            scores.campaign = register.campaign
            and scores.team_id = register.team_id
            and scores.certification_id = register.certification_id
    left join changes
        on
            scores.campaign = changes.campaign
            and scores.team_id = changes.team_id
            and scores.certification_id = changes.certification_id
    left join questioned
        on
            scores.campaign = questioned.campaign
            and scores.team_id = questioned.team_id
            and scores.certification_id = questioned.certification_id

)

select final.* from final
inner join campaigns on final.campaign = campaigns.campaign
order by campaigns.campaign_order, candidate_rank nulls last, team_name, certification_name, team_id, certification_id
