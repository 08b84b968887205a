-- One row per received row that is set aside: its own error, or another line's of the same answer.
with

wrong as (

    select * from validated.wrong_rows

),

lines as (

    select * from staged.responses where layout = 'long'

),

wrong_answers as (

    select distinct lines.file_id, lines.table_no, lines.first_row
    from lines
    inner join wrong
        on lines.file_id = wrong.file_id and lines.table_no = wrong.table_no and lines.row_number = wrong.row_number

),

other_lines as (

    select lines.file_id, lines.table_no, lines.row_number
    from lines
    inner join wrong_answers
        on
            lines.file_id = wrong_answers.file_id
            and lines.table_no = wrong_answers.table_no
            and lines.first_row = wrong_answers.first_row

),

final as (

    select * from wrong
    union
    select * from other_lines

)

select * from final
