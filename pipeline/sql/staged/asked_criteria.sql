-- One row per campaign and criterion that a note of its answers rates, with its scale in thousandths: null where the
-- campaign's grid does not ask it. asked_id is what the notes' joins compare.
with

named as (

    select criterion from staged.places where field = 'note' and criterion <> ''
    union
    select criterion from staged.response_fields

),

final as (

    select
        grids.campaign,
        grids.grid_version,
        named.criterion,
        criteria.lowest_thousandths,
        criteria.highest_thousandths,
        criteria.lowest_thousandths + criteria.highest_thousandths as both_ends_thousandths
    from staged.campaign_grids as grids
    cross join named
    left join config.criteria as criteria
        on grids.grid_version = criteria.grid_version and named.criterion = criteria.criterion

)

select
    row_number() over (order by campaign, criterion) as asked_id,
    *
from final
