-- One row per comment of a counted answer.
select
    states.campaign,
    states.team_id,
    states.certification_id,
    responses.comment,
    states.file,
    responses.row_number
from validated.answer_states as states
inner join staged.responses as responses
    on
        states.file_id = responses.file_id
        and states.table_no = responses.table_no
        and states.first_row = responses.first_row
        and states.certification_id = responses.certification_id
where states.state = 'counted' and responses.comment is not null
order by
    states.campaign, states.team_id, states.certification_id, states.arrival, responses.table_no, responses.row_number
