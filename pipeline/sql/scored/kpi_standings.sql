-- One row per quarter, trained candidate and KPI from the quarter of its start on (undated: of its first measure): the
-- exact sums of that quarter, of the one before and of the same one last year, and the last period judged by its end and
-- by the end of the quarter before.
with

quarters as (

    select * from scored.kpi_quarters

),

measured as (

    select * from scored.kpi_quarter_values

),

first_measures as (

    select
        team_id,
        kpi_id,
        certification_id,
        min(quarter_number) as first_quarter
    from measured
    group by team_id, kpi_id, certification_id

),

reviewed as (

    select
        quarters.*,
        pilots.*
    from scored.kpi_pilots as pilots
    left join first_measures
        on
            pilots.team_id = first_measures.team_id
            and pilots.kpi_id = first_measures.kpi_id
            and pilots.certification_id = first_measures.certification_id
    inner join quarters
        on
            pilots.start_date < quarters.next_day
            or (pilots.start_date is null and first_measures.first_quarter <= quarters.quarter_number)

),

known as (

    select
        reviewed.quarter_number,
        reviewed.team_id,
        reviewed.kpi_id,
        reviewed.certification_id,
        changes.period,
        changes.month_until,
        changes.month_until <= reviewed.month_until - 3 as was_known
    from reviewed
    inner join scored.kpi_changes as changes
        on
            reviewed.team_id = changes.team_id
            and reviewed.kpi_id = changes.kpi_id
            and reviewed.certification_id = changes.certification_id
            and changes.month_until <= reviewed.month_until

),

placed as (

    select
        *,
        row_number() over (
            partition by quarter_number, team_id, kpi_id, certification_id order by month_until desc, period desc
        ) as place,
        row_number() over (
            partition by quarter_number, team_id, kpi_id, certification_id, was_known
            order by month_until desc, period desc
        ) as place_then
    from known

),

judged as (

    select
        quarter_number,
        team_id,
        kpi_id,
        certification_id,
        max(case when place = 1 then period end) as judged_period,
        max(case when was_known and place_then = 1 then period end) as judged_period_before
    from placed
    group by quarter_number, team_id, kpi_id, certification_id

),

final as (

    select
        reviewed.*,
        judged.judged_period,
        judged.judged_period_before,
        this.total,
        this.count_values,
        previous.total as total_previous,
        previous.count_values as count_previous,
        last_year.total as total_last_year,
        last_year.count_values as count_last_year
    from reviewed
    left join judged
        on
            reviewed.quarter_number = judged.quarter_number
            and reviewed.team_id = judged.team_id
            and reviewed.kpi_id = judged.kpi_id
            and reviewed.certification_id = judged.certification_id
    left join measured as this
        on
            reviewed.team_id = this.team_id
            and reviewed.kpi_id = this.kpi_id
            and reviewed.certification_id = this.certification_id
            and reviewed.quarter_number = this.quarter_number
    left join measured as previous
        on
            reviewed.team_id = previous.team_id
            and reviewed.kpi_id = previous.kpi_id
            and reviewed.certification_id = previous.certification_id
            and reviewed.quarter_number - 1 = previous.quarter_number
    left join measured as last_year
        on
            reviewed.team_id = last_year.team_id
            and reviewed.kpi_id = last_year.kpi_id
            and reviewed.certification_id = last_year.certification_id
            and reviewed.quarter_number - 4 = last_year.quarter_number

)

select * from final
