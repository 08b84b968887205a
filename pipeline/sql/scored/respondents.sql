-- One row per campaign and candidate: the people with at least one accepted note, and the sheets that count.
-- Who gave no identity is somebody else in every answer.
with

rated as (

    select distinct answer_id from validated.counted_notes

),

final as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        count(distinct answers.respondent) + count(case when answers.respondent is null then 1 end) as count_respondents,
        count(*) as count_answers
    from rated
    inner join validated.answer_states as answers on rated.answer_id = answers.answer_id
    group by answers.campaign, answers.team_id, answers.certification_id

)

select * from final
