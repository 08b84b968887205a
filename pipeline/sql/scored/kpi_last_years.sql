-- One row per reported period that was also measured twelve months earlier: the exact sum of those rows.
with

follow_ups as (

    select * from scored.kpi_follow_ups where month_from is not null

),

measures as (

    select * from scored.kpi_candidate_measures where observed_from is not null

),

final as (

    select
        follow_ups.team_id,
        follow_ups.kpi_id,
        follow_ups.certification_id,
        follow_ups.period,
        sum(measures.quantity) as total,
        count(measures.quantity) as count_values,
        max(case when measures.side in ('between', 'after') then 1 else 0 end) = 0 as is_before
    from follow_ups
    inner join measures
        on
            follow_ups.team_id = measures.team_id
            and follow_ups.kpi_id = measures.kpi_id
            and follow_ups.certification_id = measures.certification_id
            and measures.observed_from >= follow_ups.month_from - 12
            and measures.observed_until <= follow_ups.month_until - 12
    group by follow_ups.team_id, follow_ups.kpi_id, follow_ups.certification_id, follow_ups.period

)

select * from final
