-- One row per accepted answer: whether an earlier file already brought the same content.
-- Content that occurs k times in one file counts at most the largest k of any file: the first file that has its
-- n-th occurrence brings it, every other file repeats it.
with

answers as (

    select
        answers.answer_id,
        answers.campaign,
        answers.team_id,
        answers.file_id,
        answers.file,
        answers.table_no,
        answers.first_row,
        answers.respondent,
        answers.submitted_at,
        answers.arrival,
        answers.content,
        candidates.candidate_id
    from validated.answers as answers
    inner join validated.answered_candidates as candidates
        on
            answers.campaign = candidates.campaign
            and answers.team_id = candidates.team_id
            and answers.certification_id = candidates.certification_id

),

-- Most contents stand once: only the others need comparing.
repeated as (

    select
        candidate_id,
        content
    from answers
    group by candidate_id, content
    having count(*) > 1

),

occurrences as (

    select
        answers.answer_id,
        answers.candidate_id,
        answers.content,
        answers.file_id,
        answers.arrival,
        row_number() over (
            partition by answers.candidate_id, answers.content, answers.file_id
            order by answers.table_no, answers.first_row, answers.answer_id
        ) as occurrence
    from answers
    inner join repeated on answers.candidate_id = repeated.candidate_id and answers.content = repeated.content

),

copies as (

    select
        answer_id,
        first_value(file_id) over copies as brought_by,
        row_number() over copies > 1 as is_copy,
        count(*) over (partition by candidate_id, content, occurrence) > 1 as is_repeated
    from occurrences
    window copies as (
        partition by candidate_id, content, occurrence
        order by arrival, file_id
    )

),

final as (

    select
        answers.* exclude (content),
        coalesce(copies.brought_by, answers.file_id) as brought_by,
        coalesce(copies.is_copy, false) as is_copy,
        coalesce(copies.is_repeated, false) as is_repeated
    from answers
    left join copies on answers.answer_id = copies.answer_id

)

select * from final
