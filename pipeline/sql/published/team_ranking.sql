-- One row per campaign and team, ordered by its best ranked candidate: exploring several certifications costs nothing.
with

candidates as (

    select * from scored.candidate_scores

),

best as (

    select
        campaign,
        team_id,
        certification_id as best_certification_id,
        score_percent as best_score,
        candidate_rank as best_rank
    from candidates
    where candidate_rank is not null
    qualify
        row_number() over (partition by campaign, team_id order by candidate_rank, certification_id) = 1

),

counted as (

    select
        campaign,
        team_id,
        count(*) as count_candidates,
        sum(case when decision = 'pilot' then 1 else 0 end) as count_pilot
    from candidates
    group by campaign, team_id

),

final as (

    select
        counted.campaign,
        case
            when best.best_rank is not null
                then rank() over (partition by counted.campaign order by best.best_rank nulls last)
        end as team_rank,
        counted.team_id,
        teams.team_name,
        teams.business_unit,
        best.best_score,
        best.best_certification_id,
        means.mean_score,
        counted.count_candidates,
        cast(counted.count_pilot as bigint) as count_pilot
    from counted
    left join best on counted.campaign = best.campaign and counted.team_id = best.team_id
    left join scored.team_means as means on counted.campaign = means.campaign and counted.team_id = means.team_id
    left join scored.team_names as teams on counted.team_id = teams.team_id

)

select final.* from final
inner join scored.campaigns as campaigns on final.campaign = campaigns.campaign
order by campaigns.campaign_order, team_rank nulls last, team_name, team_id
