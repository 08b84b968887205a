-- One row per counted answer and criterion of its campaign's grid that it rates, in whole numbers only; notes in
-- thousandths, favourable ones with polarity applied: the top of the scale always speaks for certifying.
select
    answers.candidate_id,
    notes.answer_id,
    notes.asked_id,
    notes.column_id,
    read_notes.note_thousandths,
    read_notes.favourable_thousandths
from staged.response_notes as notes
inner join validated.read_notes as read_notes
    on
        notes.column_id = read_notes.column_id
        and notes.asked_id = read_notes.asked_id
        and notes.content_id = read_notes.content_id
inner join validated.counting_answers as answers on notes.answer_id = answers.answer_id
