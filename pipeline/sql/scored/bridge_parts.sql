-- One row per campaign, candidate, part of the change of its score since the previous campaign, and criterion
-- ('*' for what belongs to none); the parts of a candidate add up to its score less the one that was told.
with

means as (

    select * from scored.bridge_means

),

confidential as (

    select now.campaign
    from scored.campaigns as now
    inner join scored.campaigns as before on now.previous_campaign = before.campaign
    where now.mode = 'survey' or before.mode = 'survey'

),

-- Valued with the weights of the time; nobody who rated it both times means that other people rated it. Confidential
-- campaigns do not tell who stayed: there it is one part, people and notes together.
respondents as (

    select
        campaign,
        team_id,
        certification_id,
        case when campaign in (select campaign from confidential) then 'answers_together' else 'respondents' end as part,
        criterion,
        points_before * case
            when stayed_now is null then mean_now - mean_before
            else (stayed_before - mean_before) + (mean_now - stayed_now)
        end as points
    from means
    where is_comparable

),

notes as (

    select
        campaign,
        team_id,
        certification_id,
        'notes' as part,
        criterion,
        points_before * coalesce(stayed_now - stayed_before, 0) as points
    from means
    where is_comparable and campaign not in (select campaign from confidential)

),

weights as (

    select
        campaign,
        team_id,
        certification_id,
        'weights' as part,
        criterion,
        (points_now - points_before) * mean_now as points
    from means
    where is_comparable

),

-- A criterion that came, went or changed its scale cannot be compared: what it brings now less what it brought.
criteria as (

    select
        campaign,
        team_id,
        certification_id,
        'criteria' as part,
        criterion,
        coalesce(points_now * mean_now, 0) - coalesce(points_before * mean_before, 0) as points
    from means
    where not is_comparable

),

candidates as (

    select distinct campaign, team_id, certification_id from means

),

-- What the previous campaign's score is now, less what was told of it before this campaign had any.
told as (

    select
        candidates.*,
        campaigns.previous_campaign,
        told_scores.score_percent
    from candidates
    inner join scored.campaigns as campaigns on candidates.campaign = campaigns.campaign
    left join raw.first_told as first_told on candidates.campaign = first_told.campaign
    left join raw.told_scores as told_scores
        on
            campaigns.previous_campaign = told_scores.campaign
            and candidates.team_id = told_scores.team_id
            and candidates.certification_id = told_scores.certification_id
            and (first_told.told_from is null or told_scores.told_from < first_told.told_from)
            and (told_scores.told_until is null or told_scores.told_until >= first_told.told_from)

),

corrections as (

    select
        told.campaign,
        told.team_id,
        told.certification_id,
        'corrections' as part,
        '*' as criterion,
        before.score_percent - coalesce(told.score_percent, before.score_percent) as points
    from told
    inner join scored.candidate_scores as before
        on
            told.previous_campaign = before.campaign
            and told.team_id = before.team_id
            and told.certification_id = before.certification_id

),

final as (

    select * from corrections
    union all
    select * from respondents
    union all
    select * from notes
    union all
    select * from weights
    union all
    select * from criteria

)

select * from final
