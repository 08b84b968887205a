-- One row per scored candidate and criterion, where its campaign asked the criteria of the grid in use on the same scales:
-- what the mean favourable note is of the scale, from 0 to 1, whatever the weights were then.
with

current_criteria as (

    select
        criteria.*,
        count(*) over () as count_criteria
    from config.criteria as criteria
    inner join config.grids as grids on criteria.grid_version = grids.grid_version
    where grids.is_current

),

methods as (

    select
        grid_version,
        scale_method
    from config.grids

),

current_method as (

    select scale_method
    from config.grids
    where is_current

),

sums as (

    select * from scored.criterion_sums

),

asked as (

    select
        campaign,
        team_id,
        certification_id,
        count(*) as count_criteria
    from sums
    group by campaign, team_id, certification_id

),

alike as (

    select
        sums.campaign,
        sums.team_id,
        sums.certification_id,
        current_criteria.criterion,
        current_criteria.position,
        current_criteria.count_criteria,
        case when methods.scale_method = 'min_max' then sums.lowest_thousandths else 0 end as floor_thousandths,
        sums.highest_thousandths,
        sums.sum_favourable,
        sums.count_notes
    from sums
    inner join current_criteria
        on
            sums.criterion = current_criteria.criterion
            and sums.polarity = current_criteria.polarity
            and sums.lowest_thousandths = current_criteria.lowest_thousandths
            and sums.highest_thousandths = current_criteria.highest_thousandths
    inner join methods on sums.grid_version = methods.grid_version
    inner join current_method on methods.scale_method = current_method.scale_method
    inner join asked
        on
            sums.campaign = asked.campaign
            and sums.team_id = asked.team_id
            and sums.certification_id = asked.certification_id
            and current_criteria.count_criteria = asked.count_criteria
    where sums.count_notes > 0

),

final as (

    select
        campaign,
        team_id,
        certification_id,
        criterion,
        cast(sum_favourable - count_notes * floor_thousandths as double)
        / (count_notes * (highest_thousandths - floor_thousandths)) as share_of_scale
    from alike
    qualify count(*) over (partition by campaign, team_id, certification_id) = count_criteria
    order by campaign, team_id, certification_id, position

)

select * from final
