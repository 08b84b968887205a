-- One row per certification and KPI compared with teams that were not trained. Empty: no comparison is made yet.
select
    certification_id,
    kpi_id,
    cast(null as int) as count_trained,
    cast(null as int) as count_comparison,
    cast(null as varchar) as estimator,
    cast(null as double) as effect,
    cast(null as double) as effect_low,
    cast(null as double) as effect_high,
    cast(null as double) as standard_error,
    cast(null as double) as standard_error_pooled,
    cast(null as double) as p_value,
    cast(null as double) as smallest_p,
    cast(null as double) as minimum_detectable_effect,
    cast(null as double) as second_effect,
    cast(null as int) as evidence_rung,
    cast(null as varchar) as wording_fr,
    cast(null as varchar) as wording_en
from scored.kpi_candidates
where false
