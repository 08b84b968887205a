-- One row per campaign and candidate: the people with at least one accepted note, and the sheets that count.
-- Who gave no identity is somebody else in every answer.
with

responses as (

    select distinct
        campaign,
        team_id,
        certification_id,
        coalesce(
            respondent,
            cast(file_id as varchar) || '/' || cast(table_no as varchar) || '/' || cast(first_row as varchar)
        ) as person,
        file_id,
        table_no,
        first_row
    from validated.current_responses

),

final as (

    select
        campaign,
        team_id,
        certification_id,
        count(distinct person) as count_respondents,
        count(*) as count_answers
    from responses
    group by campaign, team_id, certification_id

)

select * from final
