-- One row per note sent: the cell it stands in, as sent, as mended and as it counts. Who gave it is not here.
with

notes as (

    select * from staged.response_notes
    where kind <> 'missing' and team_id is not null and certification_id is not null

),

answers as (

    select * from validated.answer_states

),

judged as (

    select
        notes.*,
        case
            when answers.state is null then 'rejected'
            when answers.state <> 'counted' then answers.state
            when held_columns.file_id is not null then 'held_back'
            when notes.note_thousandths is null or notes.both_ends_thousandths is null then 'not_counted'
            else 'counted'
        end as state
    from notes
    left join answers
        on
            notes.file_id = answers.file_id
            and notes.table_no = answers.table_no
            and notes.first_row = answers.first_row
            and notes.certification_id = answers.certification_id
    left join staged.doubtful_columns as held_columns
        on
            held_columns.is_held
            and notes.file_id = held_columns.file_id
            and notes.table_no = held_columns.table_no
            and notes.column_number = held_columns.column_number

),

final as (

    select
        judged.campaign,
        judged.team_id,
        judged.certification_id,
        judged.criterion,
        tables.file,
        tables.sheet,
        judged.row_number,
        letters.letter || cast(judged.row_number as varchar) as cell,
        coalesce(mended.sent, judged.sent) as sent,
        judged.note,
        case
            when judged.state <> 'counted' then null
            when polarity.polarity = 'reversed'
                then cast(judged.both_ends_thousandths - judged.note_thousandths as double) / 1000
            else judged.note
        end as favourable_note,
        judged.state,
        mended.mended_to,
        mended.mended_by
    from judged
    inner join staged.tables as tables on judged.file_id = tables.file_id and judged.table_no = tables.table_no
    inner join config.column_letters as letters on judged.column_number = letters.column_number
    left join validated.polarity_as_read as polarity
        on
            judged.file_id = polarity.file_id
            and judged.grid_version = polarity.grid_version
            and judged.criterion = polarity.criterion
    left join published.mended_cells as mended
        on
            tables.file = mended.file
            and tables.sheet = mended.sheet
            and letters.letter || cast(judged.row_number as varchar) = mended.cell

)

select * from final
