-- One row per team, KPI and trained certification with values that wait for somebody to say whether periods of several
-- lengths hold totals: whether some lie before the training, and after. A phase wins over a date.
with

moments as (

    select * from scored.kpi_moments

),

waiting as (

    select * from scored.kpi_period_lengths
    where awaits_answer

),

held as (

    select
        moments.team_id,
        moments.kpi_id,
        trained.certification_id,
        case
            when moments.phase is not null then moments.phase
            when make_date(moments.month_until // 12, moments.month_until % 12 + 1, 1) <= trained.start_date then 'before'
            when make_date(moments.month_from // 12, moments.month_from % 12 + 1, 1) >= trained.window_opens then 'after'
        end as side
    from moments
    inner join waiting on moments.kpi_id = waiting.kpi_id
    inner join validated.kpi_trained as trained
        on moments.team_id = trained.team_id and moments.certification_id in ('*', trained.certification_id)
    where
        moments.date is null
        and moments.quantity is not null
        and moments.month_until - moments.month_from <> waiting.common_months

),

final as (

    select
        team_id,
        kpi_id,
        certification_id,
        max(case when side = 'before' then 1 else 0 end) = 1 as has_before,
        max(case when side = 'after' then 1 else 0 end) = 1 as has_after
    from held
    group by team_id, kpi_id, certification_id

)

select * from final
