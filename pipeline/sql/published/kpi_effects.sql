-- One row per certification ('*' for all of them together) and KPI: what the trained teams did better than teams without
-- any training, in the KPI's unit (above 0 is good news), and what may be said of it.
with

estimates as (

    select * from scored.kpi_estimates

),

final as (

    select
        estimates.certification_id,
        estimates.kpi_id,
        certifications.certification_name,
        names.kpi_name,
        estimates.unit,
        estimates.kpi_kind,
        estimates.direction,
        estimates.count_trained,
        estimates.count_comparison,
        estimates.periods_before,
        estimates.estimator,
        estimates.effect,
        estimates.effect_low,
        estimates.effect_high,
        estimates.standard_error,
        estimates.standard_error_pooled,
        estimates.p_value,
        estimates.smallest_p,
        estimates.is_primary,
        estimates.p_adjusted,
        estimates.count_corrected_tests,
        estimates.count_excluded_tests,
        estimates.minimum_detectable_effect,
        estimates.second_effect,
        estimates.expected_rebound,
        estimates.placebo,
        estimates.placebo_low,
        estimates.placebo_high,
        estimates.evidence_rung,
        estimates.wording_fr,
        estimates.wording_en
    from estimates
    inner join scored.kpi_names as names on estimates.kpi_id = names.kpi_id
    left join scored.certification_names as certifications
        on estimates.certification_id = certifications.certification_id

)

select * from final
order by certification_id, kpi_id
