-- One row per moment before a training whose value is no longer the one that was published when its baseline was locked:
-- the last published by then, or where none was, the first. No value now where nothing says it any more.
with

locked as (

    select
        records.team_id,
        records.certification_id,
        records.kpi_id,
        records.moment,
        records.kpi_name,
        records.period,
        records.content,
        records.value,
        records.value_unit,
        records.file,
        records.recorded_at,
        records.looked_at,
        min(locks.locked_at) as locked_at
    from raw.kpi_baseline_records as records
    inner join validated.kpi_locks as locks
        on
            records.team_id = locks.team_id
            and (records.certification_id = '*' or records.certification_id = locks.certification_id)
    where
        case
            when records.phase is not null then records.phase = 'before'
            when records.date is not null then records.date < locks.start_date
            when records.month_until is null then false
            else make_date(records.month_until // 12, records.month_until % 12 + 1, 1) <= locks.start_date
        end
    group by all

),

kept as (

    select * from locked
    where looked_at >= locked_at
    qualify
        row_number() over (
            partition by team_id, certification_id, kpi_id, moment
            order by
                case when recorded_at <= locked_at then 0 else 1 end,
                case when recorded_at <= locked_at then recorded_at end desc,
                recorded_at
        ) = 1

),

final as (

    select
        kept.team_id,
        kept.certification_id,
        kept.kpi_id,
        kept.moment,
        kept.kpi_name,
        kept.period,
        kept.value as value_locked,
        kept.value_unit as unit_locked,
        kept.file as locked_file,
        kept.recorded_at,
        kept.locked_at,
        present.value as value_now,
        present.value_unit as unit_now,
        present.file as file_now
    from kept
    left join validated.kpi_baseline_values as present
        on
            kept.team_id = present.team_id
            and kept.certification_id = present.certification_id
            and kept.kpi_id = present.kpi_id
            and kept.moment = present.moment
    where present.content is null or present.content <> kept.content

)

select * from final
