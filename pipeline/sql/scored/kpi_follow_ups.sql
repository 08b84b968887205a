-- One row per team, KPI, certification and period to report: what is known after the training as of that period. The last
-- period of a series holds its whole after-window. Without a training every period stands for itself; a series not yet
-- measured after has one row, at its latest period, with no values.
with

measures as (

    select
        measures.*,
        candidates.has_sides,
        case
            when not candidates.has_sides then true
            when measures.phase = 'after' then true
            else measures.side = 'after' and not candidates.has_phase_after
        end as is_after
    from scored.kpi_candidate_measures as measures
    inner join scored.kpi_candidates as candidates
        on
            measures.team_id = candidates.team_id
            and measures.kpi_id = candidates.kpi_id
            and measures.certification_id = candidates.certification_id

),

periods as (

    select
        team_id,
        kpi_id,
        certification_id,
        has_sides,
        is_after,
        period,
        max(month_from) as month_from,
        coalesce(max(month_until), 0) as month_until,
        sum(quantity) as total,
        count(quantity) as count_values
    from measures
    group by team_id, kpi_id, certification_id, has_sides, is_after, period

),

-- An undated row (month 0) belongs to every period's window, and has its own line only where nothing is dated.
as_of as (

    select
        * exclude (total, count_values),
        sum(total) over (
            partition by team_id, kpi_id, certification_id, is_after, case when has_sides then '' else period end
            order by month_until
            range between unbounded preceding and current row
        ) as total,
        sum(count_values) over (
            partition by team_id, kpi_id, certification_id, is_after, case when has_sides then '' else period end
            order by month_until
            range between unbounded preceding and current row
        ) as count_values,
        max(case when is_after then 1 else 0 end) over (partition by team_id, kpi_id, certification_id) = 1 as has_after,
        max(month_until) over (partition by team_id, kpi_id, certification_id, is_after) as last_month,
        row_number() over (
            partition by team_id, kpi_id, certification_id, is_after order by month_until desc, period desc
        ) as from_last
    from periods

),

final as (

    select
        team_id,
        kpi_id,
        certification_id,
        period,
        month_from,
        nullif(month_until, 0) as month_until,
        case when is_after then total end as total,
        case when is_after then cast(count_values as bigint) end as count_values
    from as_of
    where
        (is_after and (month_until > 0 or last_month = 0 or not has_sides))
        or (not has_after and from_last = 1)

)

select * from final
