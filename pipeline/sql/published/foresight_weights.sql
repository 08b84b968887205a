-- One row per criterion of the grid in use: its weight, and what thirty pilots or more would make of it where that foretells
-- gains clearly better (else null). Something to discuss: nothing is computed with it.
select
    grid_version,
    criterion,
    weight,
    refitted_weight
from scored.foresight_weights
order by position
