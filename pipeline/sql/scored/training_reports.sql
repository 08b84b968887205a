-- One row per candidate about whose training a KPI row says something: the latest count of each kind. A row without a
-- certification speaks about its team's only trained candidate.
with

trained as (

    select * from validated.kpi_trained

),

only_trained as (

    select
        team_id,
        max(certification_id) as certification_id
    from trained
    group by team_id
    having count(*) = 1

),

rows as (

    select
        moments.* exclude (certification_id),
        case when moments.certification_id = '*' then only_trained.certification_id else moments.certification_id end
            as certification_id,
        coalesce(
            moments.date,
            cast(make_date(moments.month_until // 12, moments.month_until % 12 + 1, 1) - interval 1 day as date)
        ) as observed_on
    from scored.kpi_moments as moments
    left join only_trained on moments.team_id = only_trained.team_id

),

-- People are asked 30, 60 and 90 days after the end; an answer counts for the last of these days that had passed.
asked as (

    select
        rows.*,
        case
            when date_diff('day', trained.window_opens, rows.observed_on) between 30 and 59 then 'applied_30'
            when date_diff('day', trained.window_opens, rows.observed_on) between 60 and 89 then 'applied_60'
            when date_diff('day', trained.window_opens, rows.observed_on) between 90 and 179 then 'applied_90'
        end as asked_at
    from rows
    inner join trained on rows.team_id = trained.team_id and rows.certification_id = trained.certification_id
    where rows.applied is not null

),

said as (

    select *, 'enrolled' as attribute, cast(enrolled as double) as amount from rows where enrolled is not null
    union all
    select *, 'finished' as attribute, cast(finished as double) as amount from rows where finished is not null
    union all
    select *, 'certified' as attribute, cast(certified as double) as amount from rows where certified is not null
    union all
    select *, 'applied' as attribute, cast(applied as double) as amount from rows where applied is not null
    union all
    select *, 'respondents' as attribute, cast(respondents as double) as amount from rows where respondents is not null
    union all
    select *, 'satisfaction' as attribute, satisfaction as amount from rows where satisfaction is not null
    union all
    select *, 'test_before' as attribute, test_before as amount from rows where test_before is not null
    union all
    select *, 'test_after' as attribute, test_after as amount from rows where test_after is not null
    union all
    select * exclude (asked_at), asked_at as attribute, cast(applied as double) as amount from asked
    where asked_at is not null

),

latest as (

    select * from said
    where certification_id is not null
    qualify
        row_number() over (
            partition by team_id, certification_id, attribute
            order by observed_on desc nulls last, arrival desc, file_id desc, table_no desc, row_number desc
        ) = 1

),

final as (

    select
        team_id,
        certification_id,
        cast(max(case when attribute = 'enrolled' then amount end) as int) as enrolled,
        cast(max(case when attribute = 'finished' then amount end) as int) as finished,
        cast(max(case when attribute = 'certified' then amount end) as int) as certified,
        cast(max(case when attribute = 'applied' then amount end) as int) as applied,
        cast(max(case when attribute = 'respondents' then amount end) as int) as respondents,
        max(case when attribute = 'satisfaction' then amount end) as satisfaction,
        max(case when attribute = 'test_before' then amount end) as test_before,
        max(case when attribute = 'test_after' then amount end) as test_after,
        cast(max(case when attribute = 'applied_30' then amount end) as int) as applied_30,
        cast(max(case when attribute = 'applied_60' then amount end) as int) as applied_60,
        cast(max(case when attribute = 'applied_90' then amount end) as int) as applied_90,
        max(case when attribute = 'applied' then observed_on end) as applied_on
    from latest
    group by team_id, certification_id

)

select * from final
