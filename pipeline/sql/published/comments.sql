-- One row per comment of a counted answer; those of a confidential campaign in alphabetical order, without their places,
-- and only where enough people may have written them.
with

answers as (

    select
        states.*,
        released.answer_id is not null as is_confidential
    from validated.answer_states as states
    left join config.campaigns as campaigns on states.campaign = campaigns.campaign
    left join validated.released_answers as released
        on states.answer_id = released.answer_id and released.in_distribution
    where
        released.answer_id is not null
        or (states.state = 'counted' and coalesce(campaigns.mode, 'open') <> 'survey')

),

final as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        responses.comment,
        case when not answers.is_confidential then answers.file end as file,
        case when not answers.is_confidential then responses.row_number end as row_number
    from answers
    inner join staged.responses as responses
        on
            answers.file_id = responses.file_id
            and answers.table_no = responses.table_no
            and answers.first_row = responses.first_row
            and answers.certification_id = responses.certification_id
    where responses.comment is not null
    order by
        answers.campaign, answers.team_id, answers.certification_id,
        case when answers.is_confidential then responses.comment end, answers.arrival, responses.table_no,
        responses.row_number

)

select * from final
