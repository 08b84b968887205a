-- One row per counted note: whose it is (a number that names nobody), whether it was given for a whole team, and by which
-- kind of evaluator ('team' where nothing is said).
with

notes as (

    select * from validated.current_responses

),

answers as (

    select * from validated.answer_states where state = 'counted'

),

given as (

    select
        notes.campaign,
        notes.team_id,
        notes.certification_id,
        notes.criterion,
        notes.favourable_thousandths,
        coalesce(answers.answer_kind, 'individual') = 'consensus' as is_consensus,
        coalesce(answers.evaluator_kind, 'team') as evaluator_kind,
        coalesce(
            notes.respondent,
            cast(notes.file_id as varchar) || '/' || cast(notes.table_no as varchar)
            || '/' || cast(notes.first_row as varchar)
        ) as person
    from notes
    inner join answers
        on
            notes.file_id = answers.file_id
            and notes.table_no = answers.table_no
            and notes.first_row = answers.first_row
            and notes.certification_id = answers.certification_id

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
