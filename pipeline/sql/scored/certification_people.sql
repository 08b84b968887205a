-- One row per campaign and certification that an accepted note is about: the people who gave one, of whatever team.
-- Who rates it for several teams is one person; who gave no identity is somebody else in every answer.
with

states as (

    select * from validated.answer_states

),

confidential as (

    select campaign from config.campaigns where mode = 'survey'

),

-- In a confidential campaign also who waits to be counted: scored.respondents tells as many.
heard as (

    select notes.answer_id
    from validated.counted_notes as notes
    inner join states on notes.answer_id = states.answer_id
    left join confidential on states.campaign = confidential.campaign
    where confidential.campaign is null
    union
    select answer_id from validated.confidential_answers where is_counted

),

final as (

    select
        states.campaign,
        states.certification_id,
        count(distinct states.respondent) + count(case when states.respondent is null then 1 end) as count_respondents
    from heard
    inner join states on heard.answer_id = states.answer_id
    group by states.campaign, states.certification_id

)

select * from final
