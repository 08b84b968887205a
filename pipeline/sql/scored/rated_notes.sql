-- One row per counted note: whose it is (a number that names nobody), whether it was given for a whole team, and by which
-- kind of evaluator ('team' where nothing is said).
with

notes as (

    select * from validated.counted_notes

),

given as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        asked.criterion,
        notes.favourable_thousandths,
        coalesce(answers.answer_kind, 'individual') = 'consensus' as is_consensus,
        coalesce(answers.evaluator_kind, 'team') as evaluator_kind,
        coalesce(answers.respondent, 'answer ' || cast(notes.answer_id as varchar)) as person
    from notes
    inner join validated.answer_states as answers on notes.answer_id = answers.answer_id
    inner join staged.asked_criteria as asked on notes.asked_id = asked.asked_id

),

final as (

    select
        given.campaign,
        given.team_id,
        given.certification_id,
        given.criterion,
        given.favourable_thousandths,
        given.is_consensus,
        given.evaluator_kind,
        dense_rank() over (
            partition by given.campaign order by given.team_id, given.certification_id, given.person, given.is_consensus
        ) as person_number
    from given

)

select * from final
