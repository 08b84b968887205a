-- One row per campaign and candidate that an accepted note is about: the people who gave one, and the sheets that count.
-- Who gave no identity is somebody else in every answer. In a confidential campaign some may wait to be counted.
with

rated as (

    select distinct answer_id from validated.counted_notes

),

counted as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        count(distinct answers.respondent) + count(case when answers.respondent is null then 1 end) as count_respondents,
        count(*) as count_answers
    from rated
    inner join validated.answer_states as answers on rated.answer_id = answers.answer_id
    group by answers.campaign, answers.team_id, answers.certification_id

),

heard as (

    select * from validated.confidentiality

),

final as (

    select
        coalesce(counted.campaign, heard.campaign) as campaign,
        coalesce(counted.team_id, heard.team_id) as team_id,
        coalesce(counted.certification_id, heard.certification_id) as certification_id,
        coalesce(heard.count_heard, counted.count_respondents) as count_respondents,
        coalesce(counted.count_answers, 0) as count_answers
    from counted
    full join heard
        on
            counted.campaign = heard.campaign
            and counted.team_id = heard.team_id
            and counted.certification_id = heard.certification_id

)

select * from final
