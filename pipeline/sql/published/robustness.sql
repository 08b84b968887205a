-- One row per campaign and candidate: how sure its score, its verdict and its rank are. Agreement is null where a
-- confidential campaign does not tell how answers are spread, and it never tells which kinds of evaluators answered.
with

sureness as (

    select * from scored.robustness

),

ranked as (

    select * from scored.candidate_scores

),

final as (

    select
        sureness.campaign,
        sureness.team_id,
        sureness.certification_id,
        sureness.interval_low,
        sureness.interval_high,
        sureness.score_smoothed,
        sureness.p_pilot,
        sureness.p_deepen,
        sureness.p_alternatives,
        sureness.flip_radius,
        sureness.share_of_weightings_pilot,
        sureness.rank_low,
        sureness.rank_high,
        case when shown.shows_distribution then sureness.agreement end as agreement,
        sureness.confidence_word,
        sureness.reason_fr,
        sureness.reason_en,
        sureness.share_of_weightings_same,
        sureness.p_first,
        sureness.tier,
        sureness.count_individual,
        sureness.count_consensus,
        case when not shown.is_confidential then sureness.about_fr end as about_fr,
        case when not shown.is_confidential then sureness.about_en end as about_en
    from sureness
    inner join scored.campaigns as campaigns on sureness.campaign = campaigns.campaign
    inner join scored.shown_candidates as shown
        on
            sureness.campaign = shown.campaign
            and sureness.team_id = shown.team_id
            and sureness.certification_id = shown.certification_id
    inner join ranked
        on
            sureness.campaign = ranked.campaign
            and sureness.team_id = ranked.team_id
            and sureness.certification_id = ranked.certification_id
    order by campaigns.campaign_order, ranked.candidate_rank nulls last, sureness.team_id, sureness.certification_id

)

select * from final
