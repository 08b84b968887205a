-- One row per column, criterion asked and content of notes: how many notes hold it, and how they are read, in
-- thousandths. A grade that names its own scale is told apart here: only the campaign's grid knows which was asked.
with

contents as (

    select
        column_id,
        asked_id,
        content_id,
        count(*) as count_notes
    from staged.response_notes
    group by column_id, asked_id, content_id

),

told as (

    select
        contents.*,
        raw_contents.text as sent,
        raw_contents.kind,
        raw_contents.unit,
        case when raw_contents.kind in ('number', 'contradictory') then raw_contents.reading end as reading,
        case when raw_contents.kind = 'graded' then raw_contents.reading end as grade
    from contents
    inner join raw.contents as raw_contents on contents.content_id = raw_contents.content_id

),

final as (

    select
        told.* exclude (reading, grade, kind),
        case when told.grade is not null and graded.note_thousandths is null then 'of_another_scale' else told.kind end as kind,
        places.file_id,
        places.table_no,
        places.column_number,
        asked.* exclude (asked_id),
        coalesce(graded.note_thousandths, cast(try_cast(told.reading as decimal(15, 3)) * 1000 as bigint)) as note_thousandths,
        case
            when graded.note_thousandths is not null then cast(graded.note_thousandths as double) / 1000
            else try_cast(told.reading as double)
        end as note,
        told.grade is not null and not coalesce(graded.is_sure, false) as is_unsure,
        graded.note_thousandths is null and starts_with(told.grade, '/') as names_another_top,
        told.grade is not null as is_graded,
        told.grade in ('<', '>') as is_end
    from told
    inner join staged.places as places on told.column_id = places.column_id
    inner join staged.asked_criteria as asked on told.asked_id = asked.asked_id
    left join staged.graded_notes as graded
        on
            told.grade = graded.grade
            and asked.lowest_thousandths = graded.lowest_thousandths
            and asked.highest_thousandths = graded.highest_thousandths

)

select * from final
