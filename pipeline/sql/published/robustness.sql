-- One row per campaign and candidate: how sure its score, its verdict and its rank are.
with

sureness as (

    select * from scored.robustness

),

ranked as (

    select * from scored.candidate_scores

),

final as (

    select sureness.* from sureness
    inner join scored.campaigns as campaigns on sureness.campaign = campaigns.campaign
    inner join ranked
        on
            sureness.campaign = ranked.campaign
            and sureness.team_id = ranked.team_id
            and sureness.certification_id = ranked.certification_id
    order by campaigns.campaign_order, ranked.candidate_rank nulls last, sureness.team_id, sureness.certification_id

)

select * from final
