-- One row per accepted answer and what became of it: counted, superseded by a later one, or a duplicate.
with

compared as (

    select * from validated.compared_answers

),

replaced as (

    select distinct campaign, team_id, older_file_id from validated.replaced_files where replaces

),

-- Of several answers of one person, which is the last, and whether the person said that they are one person's.
several as (

    select
        candidate_id,
        respondent
    from compared
    where respondent is not null
    group by candidate_id, respondent
    having count(*) > 1

),

timed as (

    select
        compared.answer_id,
        compared.submitted_at < max(case when not compared.is_copy then compared.submitted_at end) over (
            partition by compared.candidate_id, compared.respondent
        ) as is_earlier,
        row_number() over (
            partition by compared.candidate_id, compared.respondent
            order by
                compared.is_copy, compared.submitted_at desc nulls last, compared.arrival desc,
                compared.table_no desc, compared.first_row desc
        ) as from_last
    from compared
    inner join several
        on compared.candidate_id = several.candidate_id and compared.respondent = several.respondent

),

-- Where the newer file replaces the older one, the older one's own answers step back; what the newer file repeats
-- stays, wherever it is counted.
final as (

    select
        answers.* exclude (content),
        compared.candidate_id,
        compared.brought_by,
        compared.is_copy,
        case
            when compared.is_copy then 'duplicate'
            when replaced.older_file_id is not null and not compared.is_repeated then 'superseded'
            when timed.is_earlier then 'superseded'
            when timed.from_last > 1 and said.choice = 'one' then 'superseded'
            else 'counted'
        end as state
    from validated.answers as answers
    inner join compared on answers.answer_id = compared.answer_id
    left join replaced
        on
            compared.campaign = replaced.campaign
            and compared.team_id = replaced.team_id
            and compared.file_id = replaced.older_file_id
    left join timed on answers.answer_id = timed.answer_id
    left join raw.answers as said
        on
            said.code = 'respondent_twice'
            and timed.from_last is not null
            and said.subject
            = answers.campaign || '|' || answers.team_id || '|' || answers.certification_id || '|' || answers.respondent

)

select * from final
