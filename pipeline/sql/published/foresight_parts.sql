-- One row per part of the pilots, lowest scores first (halves from 8 pilots, thirds from 30, tenths from 100): mean score
-- and mean gain.
select
    part_number,
    count_pilots,
    mean_score,
    mean_gain
from scored.foresight_parts
order by part_number
