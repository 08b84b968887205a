-- One row per accepted KPI row and what became of it. Of several files that measure the same team, certification,
-- KPI and moment, the last to arrive is right: what it repeats is a duplicate, what it contradicts is superseded.
with

accepted as (

    select
        observations.*,
        tables.arrival
    from staged.kpi_observations as observations
    inner join staged.tables as tables
        on observations.file_id = tables.file_id and observations.table_no = tables.table_no
    left join validated.broken_rows as broken
        on
            observations.file_id = broken.file_id
            and observations.table_no = broken.table_no
            and observations.row_number = broken.row_number
    where broken.file_id is null

),

moments as (

    select
        *,
        coalesce(cast(date as varchar), '') || '|' || coalesce(period, '') || '|' || coalesce(phase, '') as moment,
        coalesce(value_text, '') || '|' || coalesce(value_unit, '') || '|' || coalesce(unit, '') || '|' || coalesce(direction, '')
        || '|' || coalesce(kpi_kind, '') || '|' || coalesce(target_text, '') || '|' || coalesce(target_unit, '')
        || '|' || coalesce(design, '') as content
    from accepted

),

file_contents as (

    select
        team_id,
        certification_id,
        kpi_id,
        moment,
        file_id,
        max(arrival) as arrival,
        string_agg(content, ' ' order by content) as content
    from moments
    group by team_id, certification_id, kpi_id, moment, file_id

),

last_word as (

    select * from file_contents
    qualify
        row_number() over (
            partition by team_id, certification_id, kpi_id, moment order by arrival desc, file_id desc
        ) = 1

),

-- The first file that said what the last one says is the one that counts.
judged as (

    select
        file_contents.*,
        file_contents.content = last_word.content as is_right,
        row_number() over (
            partition by
                file_contents.team_id,
                file_contents.certification_id,
                file_contents.kpi_id,
                file_contents.moment,
                file_contents.content
            order by file_contents.arrival, file_contents.file_id
        ) = 1 as is_first
    from file_contents
    inner join last_word
        on
            file_contents.team_id = last_word.team_id
            and file_contents.certification_id = last_word.certification_id
            and file_contents.kpi_id = last_word.kpi_id
            and file_contents.moment = last_word.moment

),

final as (

    select
        moments.* exclude (moment, content),
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
