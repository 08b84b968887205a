-- One row per counted answer and criterion of its campaign's grid that it rates; notes in thousandths,
-- favourable ones with polarity applied: the top of the scale always speaks for certifying.
with

answers as (

    select * from validated.answer_states where state = 'counted'

),

notes as (

    select * from staged.response_notes
    where note_thousandths is not null and both_ends_thousandths is not null

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
