-- One row per candidate that was trained or whose training somebody reported on: who followed, passed and applied, what it
-- cost, and, where comparing teams isolates an effect, what it brought at the low end of that effect's interval.
with

judged as (

    select * from scored.training_judged

),

final as (

    select
        team_id,
        certification_id,
        team_name,
        certification_name,
        enrolled,
        finished,
        certified,
        applied,
        respondents,
        application_rate,
        application_low,
        application_high,
        application_30,
        application_60,
        application_90,
        satisfaction,
        test_before,
        test_after,
        days_since_end,
        flag,
        kpi_improved,
        cast(cost as decimal(18, 2)) as cost,
        cast(benefit_low as decimal(18, 2)) as benefit_low,
        roi_low_percent,
        payback_months,
        break_even,
        break_even_kpi,
        unit,
        kpi_kind,
        cast(declared_benefit as decimal(18, 2)) as declared_benefit,
        evidence_rung,
        wording_fr,
        wording_en
    from judged

)

select * from final
order by team_id, certification_id
