-- One row per certification, KPI and part of an effect: by cohort (the period in which it started), by time since the
-- start (below 0: placebos), by period, by cohort and period, and the overall mean of each.
select
    certification_id,
    kpi_id,
    part,
    cohort,
    event_time,
    period,
    count_trained,
    effect,
    effect_low,
    effect_high,
    standard_error
from scored.kpi_estimate_parts
order by certification_id, kpi_id, part, cohort, event_time, period
