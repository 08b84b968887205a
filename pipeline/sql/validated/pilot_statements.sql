-- One row per file, campaign and candidate of the register from the one on that a pilot was begun with: the first that
-- says so, or the one in force when the committee decided it. What a sender corrected is no statement of its own.
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
        register.*,
        files.arrived_at
    from validated.register_rows as register
    inner join raw.files as files on register.file_id = files.file_id
    left join corrected on register.file_id = corrected.older_file_id
    where corrected.older_file_id is null
    qualify
        row_number() over (
            partition by register.campaign, register.team_id, register.certification_id, register.file_id
            order by register.table_no desc, register.row_number desc
        ) = 1

),

placed as (

    select
        last_of_file.*,
        steps.decided_at,
        row_number() over (
            partition by last_of_file.campaign, last_of_file.team_id, last_of_file.certification_id
            order by last_of_file.arrival, last_of_file.file_id
        ) as place,
        last_of_file.status in ('pilot', 'deployed') and last_of_file.start_date is not null as says_pilot
    from last_of_file
    left join steps
        on last_of_file.team_id = steps.team_id and last_of_file.certification_id = steps.certification_id

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
