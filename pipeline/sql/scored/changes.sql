-- One row per campaign and candidate: its score against the same candidate in the previous campaign, or why there is none.
with

current_scores as (

    select * from scored.candidate_scores

),

campaigns as (

    select * from scored.campaigns

),

paired as (

    select
        now.campaign,
        now.team_id,
        now.certification_id,
        now.score_percent,
        now.candidate_rank,
        before.score_percent as earlier_score,
        before.candidate_rank as earlier_rank,
        before.team_id is not null as was_candidate,
        campaigns.previous_campaign,
        now_grid.fingerprint <> before_grid.fingerprint as grid_changed
    from current_scores as now
    inner join campaigns on now.campaign = campaigns.campaign
    left join campaigns as earlier on campaigns.previous_campaign = earlier.campaign
    left join config.grids as now_grid on campaigns.grid_version = now_grid.grid_version
    left join config.grids as before_grid on earlier.grid_version = before_grid.grid_version
    left join current_scores as before
        on
            campaigns.previous_campaign = before.campaign
            and now.team_id = before.team_id
            and now.certification_id = before.certification_id

),

explained as (

    select
        *,
        case
            when previous_campaign is null then 'no_previous_campaign'
            when not was_candidate then 'not_in_previous_campaign'
            when grid_changed then 'grid_changed'
            when score_percent is null then 'no_score'
            when earlier_score is null then 'no_previous_score'
        end as change_reason
    from paired

),

final as (

    select
        campaign,
        team_id,
        certification_id,
        change_reason,
        case when change_reason is null then earlier_score end as previous_score_percent,
        case when change_reason is null then score_percent - earlier_score end as score_change,
        case when change_reason is null then earlier_rank - candidate_rank end as rank_change
    from explained

)

select * from final
