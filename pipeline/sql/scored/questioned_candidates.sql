-- One row per campaign and candidate whose numbers an open question may change.
with

open_questions as (

    select questions.*
    from scored.questions as questions
    left join raw.answers as answers on questions.code = answers.code and questions.subject = answers.subject
    where answers.choice is null

),

states as (

    select * from validated.answer_states

),

near as (

    select
        near_names.*
    from scored.near_names as near_names
    inner join open_questions on near_names.subject = open_questions.subject and near_names.code = open_questions.code

),

by_team as (

    select candidates.campaign, candidates.team_id, candidates.certification_id
    from scored.candidates as candidates
    inner join near on near.code = 'near_team' and candidates.team_id in (near.one_id, near.other_id)

),

by_certification as (

    select candidates.campaign, candidates.team_id, candidates.certification_id
    from scored.candidates as candidates
    inner join near
        on near.code = 'near_certification' and candidates.certification_id in (near.one_id, near.other_id)

),

by_respondent as (

    select states.campaign, states.team_id, states.certification_id
    from states
    inner join open_questions
        on
            open_questions.code = 'respondent_twice'
            and open_questions.subject
            = states.campaign || '|' || states.team_id || '|' || states.certification_id || '|' || states.respondent

),

by_file as (

    select states.campaign, states.team_id, states.certification_id
    from states
    inner join open_questions
        on
            states.file_id = open_questions.file_id
            and open_questions.code in (
                'newer_export', 'correction_lacks_rows', 'two_quarters', 'other_grid', 'polarity', 'other_scale',
                'contradictory_labels'
            )

),

by_register as (

    select register.campaign, register.team_id, register.certification_id
    from scored.register_by_candidate as register
    inner join open_questions
        on open_questions.code = 'unknown_currency' and register.file_id = open_questions.file_id

),

final as (

    select * from by_team
    union
    select * from by_certification
    union
    select * from by_respondent
    union
    select * from by_file
    union
    select * from by_register

)

select * from final
