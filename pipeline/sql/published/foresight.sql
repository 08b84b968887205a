-- One row: how far scores given before trainings went with the gains measured after them, and what may be said of it.
select
    count_pilots,
    coefficient,
    coefficient_low,
    coefficient_high,
    p_value,
    unrestricted,
    verdicts_compared,
    verdicts_changed,
    wording_fr,
    wording_en
from scored.foresight
