-- One row per received row that has an error of its own, or whose table is refused.
with

found as (

    select file_id, table_no, row_number from validated.row_findings where severity = 'error'

),

read_wrong as (

    select tables.file_id, findings.table_no, findings.row_number
    from raw.findings as findings
    inner join staged.tables as tables
        on findings.file_key = tables.file_key and findings.table_no = tables.table_no
    where findings.code in ('uneven_line', 'cut_line', 'bare_name')

),

refused as (

    select rows.file_id, rows.table_no, rows.row_number
    from staged.rows as rows
    inner join staged.refused_tables as refused
        on rows.file_id = refused.file_id and rows.table_no = refused.table_no

),

-- A person said that the file answers another grid's questions.
other_questions as (

    select responses.file_id, responses.table_no, responses.row_number
    from staged.responses as responses
    inner join raw.answers as answers
        on
            answers.code = 'other_grid'
            and answers.choice = 'set_aside'
            and answers.subject = responses.file || '|' || responses.claimed_grid || '|' || responses.campaign

),

final as (

    select * from found
    union
    select * from read_wrong
    union
    select * from refused
    union
    select * from other_questions

)

select * from final
