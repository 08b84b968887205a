-- One row per campaign and candidate (none in this version of the program): how sure its score and rank are.
select
    campaign,
    team_id,
    certification_id,
    cast(null as double) as interval_low,
    cast(null as double) as interval_high,
    cast(null as double) as score_smoothed,
    cast(null as double) as p_pilot,
    cast(null as double) as p_deepen,
    cast(null as double) as p_alternatives,
    cast(null as double) as flip_radius,
    cast(null as double) as share_of_weightings_pilot,
    cast(null as int) as rank_low,
    cast(null as int) as rank_high,
    cast(null as double) as agreement,
    cast(null as varchar) as confidence_word,
    cast(null as varchar) as reason_fr,
    cast(null as varchar) as reason_en
from scored.candidate_scores
where false
