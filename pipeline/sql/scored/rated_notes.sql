-- One row per counted note: whose it is (a number that names nobody), whether it was given for a whole team, and by which
-- kind of evaluator ('team' where nothing is said).
with

answers as (

    select
        answer_id,
        campaign,
        team_id,
        certification_id,
        coalesce(answer_kind, 'individual') = 'consensus' as is_consensus,
        coalesce(evaluator_kind, 'team') as evaluator_kind,
        coalesce(respondent, 'answer ' || cast(answer_id as varchar)) as person
    from validated.answer_states

),

-- People are numbered before their notes are joined: there are as many fewer of them as there are criteria.
numbered as (

    select
        *,
        dense_rank() over (
            partition by campaign order by team_id, certification_id, person, is_consensus
        ) as person_number
    from answers

),

final as (

    select
        numbered.campaign,
        numbered.team_id,
        numbered.certification_id,
        asked.criterion,
        notes.favourable_thousandths,
        numbered.is_consensus,
        numbered.evaluator_kind,
        numbered.person_number
    from validated.counted_notes as notes
    inner join numbered on notes.answer_id = numbered.answer_id
    inner join staged.asked_criteria as asked on notes.asked_id = asked.asked_id

)

select * from final
