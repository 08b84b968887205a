-- One row per KPI of trained teams and team without any training that is measured on both sides: exact sums before the
-- first training started and after the last one ended. A phase wins over a date.
with

measures as (

    select * from scored.kpi_candidate_measures

),

trained_teams as (

    select distinct team_id from validated.kpi_trained

),

windows as (

    select
        kpi_id,
        min(start_date) as first_start,
        max(window_opens) as last_opens
    from measures
    where start_date is not null
    group by kpi_id

),

sided as (

    select
        measures.team_id,
        measures.kpi_id,
        measures.quantity,
        case
            when measures.phase is not null then measures.phase
            when measures.month_from is null then ''
            when measures.date < windows.first_start then 'before'
            when measures.date > windows.last_opens then 'after'
            when measures.date is not null then ''
            when make_date(measures.month_until // 12, measures.month_until % 12 + 1, 1) <= windows.first_start
                then 'before'
            when make_date(measures.month_from // 12, measures.month_from % 12 + 1, 1) >= windows.last_opens then 'after'
            else ''
        end as side
    from measures
    inner join windows on measures.kpi_id = windows.kpi_id
    left join trained_teams on measures.team_id = trained_teams.team_id
    where trained_teams.team_id is null

),

summed as (

    select
        team_id,
        kpi_id,
        sum(case when side = 'before' then quantity end) as total_before,
        sum(case when side = 'after' then quantity end) as total_after,
        count(case when side = 'before' then 1 end) as count_before,
        count(case when side = 'after' then 1 end) as count_after
    from sided
    group by team_id, kpi_id

),

final as (

    select * from summed
    where count_before > 0 and count_after > 0

)

select * from final
