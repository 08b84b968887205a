-- One row per campaign, candidate and criterion: what it brings to the score; points and points_max are percent of the score.
with

sums as (

    select * from scored.criterion_sums

),

totals as (

    select
        grid_version,
        cast(sum(weight_thousandths) as bigint) as total_thousandths
    from config.criteria
    group by grid_version

),

grids as (

    select * from config.grids

),

means as (

    select
        sums.*,
        grids.scale_method,
        totals.total_thousandths,
        case when grids.scale_method = 'min_max' then sums.lowest_thousandths else 0 end as floor_thousandths
    from sums
    inner join totals on sums.grid_version = totals.grid_version
    inner join grids on sums.grid_version = grids.grid_version

),

final as (

    select
        means.campaign,
        means.team_id,
        means.certification_id,
        means.criterion,
        cast(means.weight_thousandths as double) / 1000 as weight,
        means.polarity,
        means.count_notes,
        cast(means.sum_notes as double) / nullif(means.count_notes * 1000, 0) as mean_note,
        cast(means.sum_favourable as double) / nullif(means.count_notes * 1000, 0) as mean_favourable,
        cast(
            100 * means.weight_thousandths * (means.sum_favourable - means.count_notes * means.floor_thousandths)
            as double
        )
        / nullif(
            means.count_notes * (means.highest_thousandths - means.floor_thousandths) * means.total_thousandths, 0
        ) as points,
        cast(100 * means.weight_thousandths as double) / means.total_thousandths as points_max
    from means
    inner join scored.campaigns as campaigns on means.campaign = campaigns.campaign
    order by campaigns.campaign_order, means.team_id, means.certification_id, means.position

)

select * from final
