-- One row per accepted answer: whether an earlier file already brought the same content.
-- Content that occurs k times in one file counts at most the largest k of any file: the first file that has its
-- n-th occurrence brings it, every other file repeats it.
with

answers as (

    select * from validated.answers

),

occurrences as (

    select
        *,
        row_number() over (
            partition by campaign, team_id, certification_id, content, file_id
            order by table_no, first_row
        ) as occurrence
    from answers

),

final as (

    select
        *,
        first_value(file_id) over copies as brought_by,
        row_number() over copies > 1 as is_copy
    from occurrences
    window copies as (
        partition by campaign, team_id, certification_id, content, occurrence
        order by arrival, file_id
    )

)

select * from final
