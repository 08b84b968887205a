-- One row per question that the received files raise: its code, what it is about, where it stands, and the facts it names.
with

near_names as (

    select
        code,
        subject,
        cast(null as int) as file_id,
        cast(null as int) as table_no,
        cast(null as int) as row_number,
        cast(null as int) as column_number,
        value,
        to_json({'other': other}) as facts
    from scored.near_names

),

final as (

    select * from near_names
    union all
    select * from scored.answer_questions
    union all
    select * from scored.column_questions

)

select
    code,
    subject,
    code || '-' || left(md5(code || '|' || subject), 8) as question_id,
    file_id,
    table_no,
    row_number,
    column_number,
    value,
    cast(facts as varchar) as facts
from final
