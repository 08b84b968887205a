-- One row per accepted KPI row with a value and what became of it. Of several files that measure the same team, certification, KPI and
-- moment, the last to arrive is right: what it repeats is a duplicate, what it contradicts is superseded. Before a
-- training the last one that arrived by its lock is right, else the first: what a later file says is `is_beside`.
with

accepted as (

    select
        observations.* exclude (has_value),
        tables.arrival,
        files.arrived_at,
        coalesce(cast(observations.date as varchar), '')
        || '|' || coalesce(observations.period, '')
        || '|' || coalesce(observations.phase, '') as moment
    from staged.kpi_observations as observations
    inner join staged.tables as tables
        on observations.file_id = tables.file_id and observations.table_no = tables.table_no
    inner join raw.files as files on observations.file_id = files.file_id
    left join validated.broken_rows as broken
        on
            observations.file_id = broken.file_id
            and observations.table_no = broken.table_no
            and observations.row_number = broken.row_number
    where broken.file_id is null and observations.has_value

),

moments as (

    select
        *,
        coalesce(value_text, '') || '|' || coalesce(value_unit, '') || '|' || coalesce(unit, '') || '|' || coalesce(direction, '')
        || '|' || coalesce(kpi_kind, '') || '|' || coalesce(target_text, '') || '|' || coalesce(target_unit, '')
        || '|' || coalesce(design, '') as content
    from accepted

),

locked_moments as (

    select
        moments.team_id,
        moments.certification_id,
        moments.kpi_id,
        moments.moment,
        min(locks.locked_at) as locked_at
    from moments
    inner join staged.kpi_periods as periods
        on
            moments.file_id = periods.file_id
            and moments.table_no = periods.table_no
            and moments.row_number = periods.row_number
    inner join validated.kpi_locks as locks
        on
            moments.team_id = locks.team_id
            and (moments.certification_id = '*' or moments.certification_id = locks.certification_id)
    where
        case
            when moments.phase is not null then moments.phase = 'before'
            when moments.date is not null then moments.date < locks.start_date
            when periods.month_until is null then false
            else make_date(periods.month_until // 12, periods.month_until % 12 + 1, 1) <= locks.start_date
        end
    group by moments.team_id, moments.certification_id, moments.kpi_id, moments.moment

),

file_contents as (

    select
        moments.team_id,
        moments.certification_id,
        moments.kpi_id,
        moments.moment,
        moments.file_id,
        max(moments.arrival) as arrival,
        min(moments.arrived_at) as arrived_at,
        min(locked_moments.locked_at) as locked_at,
        string_agg(moments.content, ' ' order by moments.content) as content
    from moments
    left join locked_moments
        on
            moments.team_id = locked_moments.team_id
            and moments.certification_id = locked_moments.certification_id
            and moments.kpi_id = locked_moments.kpi_id
            and moments.moment = locked_moments.moment
    group by moments.team_id, moments.certification_id, moments.kpi_id, moments.moment, moments.file_id

),

timed as (

    select
        *,
        locked_at is not null
        and arrived_at >= locked_at
        and arrived_at > min(arrived_at) over (partition by team_id, certification_id, kpi_id, moment) as is_late
    from file_contents

),

last_word as (

    select * from timed
    qualify
        row_number() over (
            partition by team_id, certification_id, kpi_id, moment
            order by case when is_late then 1 else 0 end, arrival desc, file_id desc
        ) = 1

),

-- The first file that said what the last one says is the one that counts.
judged as (

    select
        timed.*,
        timed.content = last_word.content as is_right,
        row_number() over (
            partition by timed.team_id, timed.certification_id, timed.kpi_id, timed.moment, timed.content
            order by timed.arrival, timed.file_id
        ) = 1 as is_first
    from timed
    inner join last_word
        on
            timed.team_id = last_word.team_id
            and timed.certification_id = last_word.certification_id
            and timed.kpi_id = last_word.kpi_id
            and timed.moment = last_word.moment

),

final as (

    select
        moments.* exclude (content),
        judged.locked_at,
        coalesce(judged.is_late, false) and not judged.is_right as is_beside,
        case
            when not judged.is_right then 'superseded'
            when judged.is_first then 'counted'
            else 'duplicate'
        end as state
    from moments
    inner join judged
        on
            moments.team_id = judged.team_id
            and moments.certification_id = judged.certification_id
            and moments.kpi_id = judged.kpi_id
            and moments.moment = judged.moment
            and moments.file_id = judged.file_id

)

select * from final
