-- One row per file and table with counted answers that give every criterion of a grid of four or more the same note, as
-- given: how many do, and the first of them. They count like any other. Not
-- told of confidential campaigns: the finding says what one person's notes are.
with

notes as (

    select * from validated.current_responses

),

asked as (

    select
        grids.campaign,
        count(*) as count_criteria
    from staged.campaign_grids as grids
    inner join config.criteria as criteria on grids.grid_version = criteria.grid_version
    group by grids.campaign

),

answers as (

    select
        notes.file_id,
        notes.table_no,
        notes.first_row,
        notes.certification_id,
        min(notes.note_thousandths) as note_thousandths
    from notes
    inner join asked on notes.campaign = asked.campaign
    left join staged.confidential_tables as confidential
        on notes.file_id = confidential.file_id and notes.table_no = confidential.table_no
    where confidential.file_id is null
    group by notes.file_id, notes.table_no, notes.first_row, notes.certification_id, asked.count_criteria
    having
        count(*) = asked.count_criteria
        and asked.count_criteria >= 4
        and min(notes.note_thousandths) = max(notes.note_thousandths)

),

final as (

    select
        file_id,
        table_no,
        min(first_row) as row_number,
        count(*) as count_answers
    from answers
    group by file_id, table_no

)

select * from final
