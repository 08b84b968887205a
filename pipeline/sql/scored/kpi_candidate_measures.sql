-- One row per KPI row and candidate that it speaks about, with its side of the training: before, between, after or ''.
-- A row without a certification speaks about each trained candidate of its team, unless another row of the same moment
-- names that candidate. A phase wins over a date; a period is before or after only as a whole.
with

measures as (

    select * from scored.kpi_measures

),

trained as (

    select * from validated.kpi_trained

),

spread as (

    select
        measures.* exclude (certification_id),
        trained.certification_id,
        trained.start_date,
        trained.window_opens,
        trained.deadline,
        1 as is_general
    from measures
    inner join trained on measures.team_id = trained.team_id
    where measures.certification_id = '*'

),

trained_teams as (

    select distinct team_id from trained

),

kept as (

    select
        measures.* exclude (certification_id),
        measures.certification_id,
        trained.start_date,
        trained.window_opens,
        trained.deadline,
        0 as is_general
    from measures
    left join trained
        on measures.team_id = trained.team_id and measures.certification_id = trained.certification_id
    left join trained_teams on measures.team_id = trained_teams.team_id
    where measures.certification_id <> '*' or trained_teams.team_id is null

),

assigned as (

    select * from spread
    union all
    select * from kept

),

named_first as (

    select * from assigned
    qualify
        rank() over (
            partition by team_id, kpi_id, certification_id, date, period, phase order by is_general
        ) = 1

),

final as (

    select
        * exclude (is_general),
        case
            when phase is not null then phase
            when start_date is null or month_from is null then ''
            when date < start_date then 'before'
            when date > window_opens then 'after'
            when date is not null then 'between'
            when make_date(month_until // 12, month_until % 12 + 1, 1) <= start_date then 'before'
            when make_date(month_from // 12, month_from % 12 + 1, 1) >= window_opens then 'after'
            else 'between'
        end as side
    from named_first

)

select * from final
