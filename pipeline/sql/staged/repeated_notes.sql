-- One row per answer in the long layout and criterion: how many of its lines rate that criterion.
select
    notes.answer_id,
    notes.asked_id,
    asked.criterion,
    count(*) as count_lines
from staged.response_notes as notes
inner join staged.responses as lines on notes.line_id = lines.line_id
inner join staged.asked_criteria as asked on notes.asked_id = asked.asked_id
where lines.layout = 'long'
group by notes.answer_id, notes.asked_id, asked.criterion
