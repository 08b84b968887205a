-- One row per answer with a note in a confidential campaign that is no duplicate: whose it is, what it says, and whether
-- nothing replaced it; those that nothing replaced come first.
with

answers as (

    select states.* from validated.answer_states as states
    inner join config.campaigns as campaigns on states.campaign = campaigns.campaign
    where campaigns.mode = 'survey' and states.state <> 'duplicate'

),

notes as (

    select
        notes.answer_id,
        asked.criterion,
        read_notes.favourable_thousandths
    from staged.response_notes as notes
    inner join answers on notes.answer_id = answers.answer_id
    inner join validated.read_notes as read_notes
        on
            notes.column_id = read_notes.column_id
            and notes.asked_id = read_notes.asked_id
            and notes.content_id = read_notes.content_id
    inner join staged.asked_criteria as asked on notes.asked_id = asked.asked_id

),

rated as (

    select
        answer_id,
        string_agg(criterion, ',' order by criterion) as criteria,
        string_agg(
            criterion || '=' || cast(favourable_thousandths as varchar), ','
            order by criterion, favourable_thousandths
        ) as notes
    from notes
    group by answer_id

),

commented as (

    select
        responses.answer_id,
        string_agg(responses.comment, chr(10) order by responses.row_number) as comment
    from staged.responses as responses
    inner join answers on responses.answer_id = answers.answer_id
    where responses.comment is not null
    group by responses.answer_id

),

final as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        answers.answer_id,
        answers.state = 'counted' as is_counted,
        answers.respondent as person,
        coalesce(answers.answer_kind, 'individual') as answer_kind,
        rated.criteria,
        rated.notes,
        coalesce(commented.comment, '') as comment
    from answers
    inner join rated on answers.answer_id = rated.answer_id
    left join commented on answers.answer_id = commented.answer_id

)

select * from final
order by campaign, team_id, certification_id, is_counted desc, answer_id
