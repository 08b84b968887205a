-- One row per note sent, in whole numbers only: the line and answer that it belongs to, the column that it stands in,
-- what was asked, and what was sent (staged.note_readings tells how that is read).
with

notes as (

    select * from staged.sent_notes

),

lines as (

    select * from staged.responses

),

final as (

    select
        lines.line_id,
        lines.answer_id,
        notes.column_id,
        notes.row_number,
        asked.asked_id,
        notes.content_id
    from notes
    inner join lines
        on
            notes.file_id = lines.file_id
            and notes.table_no = lines.table_no
            and notes.row_number = lines.row_number
            and notes.item = lines.item
    inner join staged.asked_criteria as asked
        on lines.campaign = asked.campaign and notes.criterion is not distinct from asked.criterion

)

select * from final
