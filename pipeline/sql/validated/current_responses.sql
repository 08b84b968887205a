-- One row per counted answer and criterion of its campaign's grid that it rates; notes in thousandths,
-- favourable ones with polarity applied: the top of the scale always speaks for certifying.
with

answers as (

    select * from validated.answer_states where state = 'counted'

),

held_columns as (

    select * from staged.doubtful_columns where is_held

),

notes as (

    select notes.*
    from staged.response_notes as notes
    left join held_columns
        on
            notes.file_id = held_columns.file_id
            and notes.table_no = held_columns.table_no
            and notes.column_number = held_columns.column_number
    where
        notes.note_thousandths is not null
        and notes.both_ends_thousandths is not null
        and held_columns.file_id is null

),

final as (

    select
        notes.campaign,
        notes.team_id,
        notes.certification_id,
        notes.criterion,
        notes.file_id,
        notes.table_no,
        notes.first_row,
        answers.respondent,
        notes.column_number,
        notes.note_thousandths,
        case
            when polarity.polarity = 'reversed' then notes.both_ends_thousandths - notes.note_thousandths
            else notes.note_thousandths
        end as favourable_thousandths
    from notes
    inner join answers
        on
            notes.file_id = answers.file_id
            and notes.table_no = answers.table_no
            and notes.first_row = answers.first_row
            and notes.certification_id = answers.certification_id
    inner join validated.polarity_as_read as polarity
        on
            notes.file_id = polarity.file_id
            and notes.grid_version = polarity.grid_version
            and notes.criterion = polarity.criterion

)

select * from final
