-- One row per register row and part of its contract that an earlier file said otherwise when the pilot was under way.
with

rows as (

    select * from validated.register_rows

),

under_way as (

    select
        team_id,
        certification_id
    from raw.pilot_steps
    where is_current and took_place

),

before as (

    select
        earlier.*,
        later.file_id as file_now,
        later.table_no as table_now,
        later.row_number as row_now,
        later.target_kpi as target_kpi_now,
        later.target_value as target_value_now,
        later.start_date as start_date_now
    from rows as earlier
    inner join rows as later
        on
            earlier.campaign = later.campaign
            and earlier.team_id = later.team_id
            and earlier.certification_id = later.certification_id
            and earlier.file_id <> later.file_id
    where later.is_current
    qualify
        row_number() over (
            partition by earlier.campaign, earlier.team_id, earlier.certification_id
            order by earlier.arrival desc, earlier.table_no desc, earlier.row_number desc
        ) = 1

),

begun as (

    select before.*
    from before
    left join under_way
        on before.team_id = under_way.team_id and before.certification_id = under_way.certification_id
    where before.status in ('pilot', 'deployed') or under_way.team_id is not null

),

parts as (

    select
        begun.*,
        'target_kpi' as part,
        target_kpi as value_before,
        target_kpi_now as value_now
    from begun
    union all
    select
        begun.*,
        'target_value' as part,
        target_value as value_before,
        target_value_now as value_now
    from begun
    union all
    select
        begun.*,
        'start_date' as part,
        cast(start_date as varchar) as value_before,
        cast(start_date_now as varchar) as value_now
    from begun

)

select
    parts.file_now as file_id,
    parts.table_now as table_no,
    parts.row_now as row_number,
    parts.team_name,
    parts.certification_name,
    parts.part,
    parts.value_before,
    coalesce(parts.value_now, '–') as value_now,
    files.file as file_before
from parts
inner join raw.files as files on parts.file_id = files.file_id
where parts.value_before is not null and parts.value_before <> coalesce(parts.value_now, '')
