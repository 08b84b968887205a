-- One row per note sent in an open campaign: the cell it stands in, as sent, as mended and as it counts. Who gave it is
-- not here. A row of notes is one person's: those of confidential campaigns are nowhere. In the order of the files.
with

lines as (

    select responses.* from staged.responses as responses
    left join staged.confidential_tables as confidential
        on responses.file_id = confidential.file_id and responses.table_no = confidential.table_no
    where
        responses.team_id is not null
        and responses.certification_id is not null
        and confidential.file_id is null

),

readings as (

    select
        readings.column_id,
        readings.asked_id,
        readings.content_id,
        readings.criterion,
        tables.file,
        tables.sheet,
        letters.letter,
        readings.sent,
        readings.note,
        case
            when polarity.polarity = 'reversed'
                then cast(readings.both_ends_thousandths - readings.note_thousandths as double) / 1000
            else readings.note
        end as favourable_note,
        case
            when held_columns.file_id is not null then 'held_back'
            when readings.note_thousandths is null or readings.both_ends_thousandths is null then 'not_counted'
            else 'counted'
        end as state
    from staged.note_readings as readings
    inner join staged.tables as tables on readings.file_id = tables.file_id and readings.table_no = tables.table_no
    inner join config.column_letters as letters on readings.column_number = letters.column_number
    left join validated.polarity_as_read as polarity
        on
            readings.file_id = polarity.file_id
            and readings.grid_version = polarity.grid_version
            and readings.criterion = polarity.criterion
    left join staged.doubtful_columns as held_columns
        on
            held_columns.is_held
            and readings.file_id = held_columns.file_id
            and readings.table_no = held_columns.table_no
            and readings.column_number = held_columns.column_number
    where readings.kind <> 'missing'

),

final as (

    select
        lines.campaign,
        lines.team_id,
        lines.certification_id,
        readings.criterion,
        readings.file,
        readings.sheet,
        notes.row_number,
        readings.letter || cast(notes.row_number as varchar) as cell,
        coalesce(mended.sent, readings.sent) as sent,
        readings.note,
        case when answers.state = 'counted' and readings.state = 'counted' then readings.favourable_note end as favourable_note,
        case
            when answers.state is null then 'rejected'
            when answers.state <> 'counted' then answers.state
            else readings.state
        end as state,
        mended.mended_to,
        mended.mended_by
    from staged.response_notes as notes
    inner join readings
        on
            notes.column_id = readings.column_id
            and notes.asked_id = readings.asked_id
            and notes.content_id = readings.content_id
    inner join lines on notes.line_id = lines.line_id
    left join validated.answer_states as answers on notes.answer_id = answers.answer_id
    left join published.mended_cells as mended
        on
            readings.file = mended.file
            and readings.sheet = mended.sheet
            and readings.letter || cast(notes.row_number as varchar) = mended.cell
    order by notes.line_id, notes.column_id

)

select * from final
