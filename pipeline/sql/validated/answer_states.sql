-- One row per accepted answer and what became of it: counted, superseded by a later one, or a duplicate.
with

compared as (

    select * from validated.compared_answers

),

replaced as (

    select distinct campaign, team_id, older_file_id from validated.replaced_files where replaces

),

-- Where the newer file replaces the older one, the older one's own answers step back.
with_replaced as (

    select
        compared.*,
        replaced.older_file_id is not null as is_replaced
    from compared
    left join replaced
        on
            compared.campaign = replaced.campaign
            and compared.team_id = replaced.team_id
            and compared.file_id = replaced.older_file_id

),

-- What only the older file brings goes; what the newer file repeats stays, wherever it is counted.
kept_content as (

    select
        with_replaced.*,
        count(*) over (
            partition by campaign, team_id, certification_id, content, occurrence
        ) > 1 as is_repeated
    from with_replaced

),

timed as (

    select
        *,
        max(case when not is_copy then submitted_at end) over (
            partition by campaign, team_id, certification_id, respondent
        ) as last_submitted_at,
        row_number() over (
            partition by campaign, team_id, certification_id, respondent
            order by is_copy, submitted_at desc nulls last, arrival desc, table_no desc, first_row desc
        ) as from_last
    from kept_content

),

answered as (

    select
        timed.*,
        coalesce(answers.choice, 'several') = 'one' as is_one_person
    from timed
    left join raw.answers as answers
        on
            answers.code = 'respondent_twice'
            and answers.subject
            = timed.campaign || '|' || timed.team_id || '|' || timed.certification_id || '|' || timed.respondent

),

final as (

    select
        * exclude (is_repeated, is_replaced, last_submitted_at, from_last, is_one_person, content, occurrence),
        case
            when is_copy then 'duplicate'
            when is_replaced and not is_repeated then 'superseded'
            when respondent is not null and submitted_at < last_submitted_at then 'superseded'
            when respondent is not null and is_one_person and from_last > 1 then 'superseded'
            else 'counted'
        end as state
    from answered

)

select * from final
