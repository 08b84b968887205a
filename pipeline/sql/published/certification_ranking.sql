-- One row per campaign and certification, ordered by its mean score across teams.
with

candidates as (

    select * from scored.candidate_scores

),

people as (

    select * from scored.certification_people

),

counted as (

    select
        campaign,
        certification_id,
        count(case when score_percent is not null then 1 end) as count_teams,
        cast(sum(case when decision = 'pilot' then 1 else 0 end) as bigint) as count_pilot
    from candidates
    group by campaign, certification_id

),

final as (

    select
        counted.campaign,
        case
            when means.mean_score is not null
                then rank() over (partition by counted.campaign order by means.mean_order desc nulls last)
        end as certification_rank,
        counted.certification_id,
        names.certification_name,
        means.mean_score,
        counted.count_teams,
        coalesce(people.count_respondents, 0) as count_respondents,
        counted.count_pilot,
        counted.count_teams < 3 as few_teams
    from counted
    left join scored.certification_means as means
        on counted.campaign = means.campaign and counted.certification_id = means.certification_id
    left join people
        on counted.campaign = people.campaign and counted.certification_id = people.certification_id
    left join scored.certification_names as names on counted.certification_id = names.certification_id

)

select final.* from final
inner join scored.campaigns as campaigns on final.campaign = campaigns.campaign
order by campaigns.campaign_order, certification_rank nulls last, certification_name, certification_id
