-- One row per file, campaign and candidate of the register from the one on that a pilot was begun with: the first that
-- says so, or the one in force when the committee decided it. What a sender corrected is no statement of its own; what was
-- published stays one where its file was overwritten and no longer says it.
with

steps as (

    select
        team_id,
        certification_id,
        min(case when steps.step = 'pilot' then steps.at end) as decided_at
    from raw.pilot_steps as steps
    group by team_id, certification_id
    having max(case when is_current and took_place then 1 else 0 end) = 1

),

corrected as (

    select distinct older_file_id from raw.corrections

),

last_of_file as (

    select
        register.campaign,
        register.team_id,
        register.certification_id,
        register.status,
        register.target_kpi,
        register.target_value,
        coalesce(cells.unit, '') as target_unit,
        register.start_date,
        register.end_date,
        register.deadline,
        register.file,
        files.arrived_at,
        register.arrival
    from validated.register_rows as register
    inner join raw.files as files on register.file_id = files.file_id
    left join corrected on register.file_id = corrected.older_file_id
    left join staged.cells as cells
        on
            cells.field = 'target_value'
            and register.file_id = cells.file_id
            and register.table_no = cells.table_no
            and register.row_number = cells.row_number
    where corrected.older_file_id is null
    qualify
        row_number() over (
            partition by register.campaign, register.team_id, register.certification_id, register.file_id
            order by register.table_no desc, register.row_number desc
        ) = 1

),

corrected_names as (

    select distinct files.file
    from corrected
    inner join raw.files as files on corrected.older_file_id = files.file_id

),

published as (

    select
        records.campaign,
        records.team_id,
        records.certification_id,
        records.status,
        records.target_kpi,
        records.target_value,
        records.target_unit,
        records.start_date,
        records.end_date,
        records.deadline,
        records.file,
        records.recorded_at as arrived_at,
        cast(null as int) as arrival
    from raw.pilot_records as records
    left join corrected_names on records.file = corrected_names.file
    left join last_of_file as standing
        on
            records.campaign = standing.campaign
            and records.team_id = standing.team_id
            and records.certification_id = standing.certification_id
            and records.file = standing.file
            and records.status is not distinct from standing.status
            and records.target_kpi is not distinct from standing.target_kpi
            and records.target_value is not distinct from standing.target_value
            and records.target_unit = standing.target_unit
            and records.start_date = coalesce(standing.start_date, records.start_date)
            and records.end_date is not distinct from standing.end_date
            and records.deadline is not distinct from standing.deadline
    where corrected_names.file is null and standing.file is null

),

said as (

    select * from last_of_file
    union all
    select * from published

),

placed as (

    select
        said.*,
        steps.decided_at,
        row_number() over (
            partition by said.campaign, said.team_id, said.certification_id
            order by said.arrived_at, said.arrival nulls first, said.file
        ) as place,
        coalesce(said.status in ('pilot', 'deployed'), false) and said.start_date is not null as says_pilot
    from said
    left join steps on said.team_id = steps.team_id and said.certification_id = steps.certification_id

),

begun as (

    select
        campaign,
        team_id,
        certification_id,
        min(case when says_pilot then place end) as said_place,
        case
            when max(decided_at) is not null
                then coalesce(max(case when arrived_at <= decided_at then place end), 1)
        end as decided_place
    from placed
    group by campaign, team_id, certification_id

),

final as (

    select placed.* exclude (decided_at)
    from placed
    inner join begun
        on
            placed.campaign = begun.campaign
            and placed.team_id = begun.team_id
            and placed.certification_id = begun.certification_id
    where
        placed.place >= coalesce(begun.said_place, begun.decided_place)
        or placed.place >= coalesce(begun.decided_place, begun.said_place)

)

select * from final
