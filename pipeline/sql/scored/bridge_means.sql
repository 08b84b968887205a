-- One row per campaign, candidate that the previous campaign scored too, and criterion of either grid: how many points
-- of score one point of mean is worth, and the means, of everybody and of those who rated it both times (null where
-- nobody did).
with

pairs as (

    select
        now.campaign,
        now.team_id,
        now.certification_id,
        campaigns.previous_campaign
    from scored.candidate_scores as now
    inner join scored.campaigns as campaigns on now.campaign = campaigns.campaign
    inner join scored.candidate_scores as before
        on
            campaigns.previous_campaign = before.campaign
            and now.team_id = before.team_id
            and now.certification_id = before.certification_id
    where now.score_percent is not null and before.score_percent is not null

),

both_sides as (

    select campaign, team_id, certification_id, campaign as side, true as is_now from pairs
    union all
    select campaign, team_id, certification_id, previous_campaign as side, false as is_now from pairs

),

weights as (

    select
        grid_version,
        cast(sum(weight_thousandths) as bigint) as sum_weights
    from config.criteria
    group by grid_version

),

sides as (

    select
        both_sides.*,
        sums.criterion,
        sums.position,
        grids.scale_method || '|' || sums.polarity || '|' || cast(sums.lowest_thousandths as varchar)
        || '|' || cast(sums.highest_thousandths as varchar) as meaning,
        case when grids.scale_method = 'min_max' then cast(sums.lowest_thousandths as double) / 1000 else 0 end as floor_note,
        100 * cast(sums.weight_thousandths as double) / weights.sum_weights
        / (
            case
                when grids.scale_method = 'min_max' then sums.highest_thousandths - sums.lowest_thousandths
                else sums.highest_thousandths
            end
        ) * 1000 as points_per_note,
        cast(sums.sum_favourable as double) / sums.count_notes / 1000 as mean_note
    from both_sides
    inner join scored.criterion_sums as sums
        on
            both_sides.side = sums.campaign
            and both_sides.team_id = sums.team_id
            and both_sides.certification_id = sums.certification_id
    inner join config.grids as grids on sums.grid_version = grids.grid_version
    inner join weights on sums.grid_version = weights.grid_version

),

now_sides as (

    select * from sides where is_now

),

earlier_sides as (

    select * from sides where not is_now

),

final as (

    select
        coalesce(now.campaign, before.campaign) as campaign,
        coalesce(now.team_id, before.team_id) as team_id,
        coalesce(now.certification_id, before.certification_id) as certification_id,
        coalesce(now.criterion, before.criterion) as criterion,
        coalesce(now.meaning = before.meaning, false) as is_comparable,
        now.points_per_note as points_now,
        before.points_per_note as points_before,
        now.mean_note - now.floor_note as mean_now,
        before.mean_note - before.floor_note as mean_before,
        stayed.mean_now - now.floor_note as stayed_now,
        stayed.mean_before - before.floor_note as stayed_before
    from now_sides as now
    full join earlier_sides as before
        on
            now.campaign = before.campaign
            and now.team_id = before.team_id
            and now.certification_id = before.certification_id
            and now.criterion = before.criterion
    left join scored.bridge_stayed as stayed
        on
            now.campaign = stayed.campaign
            and now.team_id = stayed.team_id
            and now.certification_id = stayed.certification_id
            and now.criterion = stayed.criterion

)

select * from final
