-- One row per grid version in use and criterion: what the scores were computed with.
select
    criteria.grid_version,
    criteria.criterion,
    cast(criteria.position as int) as position,
    cast(criteria.weight_thousandths as double) / 1000 as weight,
    criteria.polarity,
    cast(criteria.lowest_thousandths as double) / 1000 as scale_min,
    cast(criteria.highest_thousandths as double) / 1000 as scale_max,
    cast(criteria.reserve_below_thousandths as double) / 1000 as reserve_below,
    criteria.name_fr,
    criteria.name_en,
    criteria.question_fr,
    criteria.question_en,
    grids.scale_method,
    grids.pilot_above,
    grids.alternatives_below
from config.criteria as criteria
inner join config.grids as grids on criteria.grid_version = grids.grid_version
order by grids.is_current desc, criteria.grid_version, criteria.position
