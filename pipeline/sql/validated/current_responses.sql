-- One row per counted answer and criterion of its campaign's grid that it rates: validated.counted_notes with names.
with

notes as (

    select * from validated.counted_notes

),

final as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        asked.criterion,
        answers.file_id,
        answers.table_no,
        answers.first_row,
        answers.respondent,
        places.column_number,
        notes.note_thousandths,
        notes.favourable_thousandths
    from notes
    inner join validated.answer_states as answers on notes.answer_id = answers.answer_id
    inner join staged.asked_criteria as asked on notes.asked_id = asked.asked_id
    inner join staged.places as places on notes.column_id = places.column_id

)

select * from final
