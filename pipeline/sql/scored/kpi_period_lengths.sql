-- One row per KPI whose values stand for periods of several lengths where that matters: a number or an amount adds up over
-- its period, and what nobody calls either may be one where its longer periods hold about as many times as much as they are
-- longer. The length that most values have counts until somebody says whether they are totals; the latest other is told.
with

moments as (

    select
        *,
        month_until - month_from as months
    from scored.kpi_moments
    where date is null and month_from is not null and quantity is not null

),

kinds as (

    select
        kinds.team_id,
        kinds.kpi_id,
        case
            when kinds.kpi_kind in ('count', 'money') then 'sum'
            when kinds.kpi_kind = 'level' and coalesce(stated.kpi_kind, stated.kind_of_others) is null then 'unsaid'
            else 'mean'
        end as adds_up
    from scored.kpi_kinds as kinds
    inner join scored.kpi_statements as stated on kinds.team_id = stated.team_id and kinds.kpi_id = stated.kpi_id

),

lengths as (

    select
        moments.kpi_id,
        moments.months,
        count(*) as count_values,
        avg(abs(cast(moments.quantity as double))) as mean_size,
        max(case when kinds.adds_up = 'sum' then 1 else 0 end) as is_sum,
        max(case when kinds.adds_up = 'unsaid' then 1 else 0 end) as is_unsaid
    from moments
    inner join kinds on moments.team_id = kinds.team_id and moments.kpi_id = kinds.kpi_id
    where kinds.adds_up <> 'mean'
    group by moments.kpi_id, moments.months

),

mixed as (

    select
        kpi_id,
        cast(max(months) as int) as longest,
        cast(min(months) as int) as shortest,
        max(is_sum) as is_sum,
        max_by(mean_size, months) * min(months) * 3 between min_by(mean_size, months) * max(months) * 2
        and min_by(mean_size, months) * max(months) * 4.5 as grows
    from lengths
    group by kpi_id
    having count(*) > 1

),

most_common as (

    select
        kpi_id,
        months
    from lengths
    qualify row_number() over (partition by kpi_id order by count_values desc, months desc) = 1

),

latest as (

    select
        moments.*,
        most_common.months as common_months,
        mixed.longest,
        mixed.shortest
    from moments
    inner join mixed on moments.kpi_id = mixed.kpi_id
    inner join most_common on moments.kpi_id = most_common.kpi_id
    where moments.months <> most_common.months and (mixed.is_sum = 1 or mixed.grows)
    qualify
        row_number() over (
            partition by moments.kpi_id
            order by moments.arrival desc, moments.file_id desc, moments.table_no desc, moments.row_number desc
        ) = 1

),

final as (

    select
        latest.kpi_id,
        latest.kpi_name,
        latest.file_id,
        latest.table_no,
        latest.row_number,
        cast(latest.common_months as int) as common_months,
        latest.longest,
        latest.shortest,
        coalesce(answers.choice, 'leave_out') as choice,
        answers.choice is null as awaits_answer
    from latest
    left join raw.answers as answers on answers.code = 'mixed_periods' and answers.subject = latest.kpi_id

)

select * from final
