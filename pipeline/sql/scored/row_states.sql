-- One row per filled row of a known table and what became of it: accepted, rejected, superseded, duplicate or ignored
-- (a KPI row without a value).
with

rows as (

    select * from staged.rows

),

broken as (

    select * from validated.broken_rows

),

lines as (

    select * from staged.responses

),

answers as (

    select * from validated.answer_states

),

-- A row that rates several certifications is accepted when any of its answers counts.
response_states as (

    select
        lines.file_id,
        lines.table_no,
        lines.row_number,
        max(case answers.state when 'counted' then 3 when 'superseded' then 2 else 1 end) as best
    from lines
    inner join answers
        on
            lines.file_id = answers.file_id
            and lines.table_no = answers.table_no
            and lines.first_row = answers.first_row
            and lines.certification_id = answers.certification_id
    group by lines.file_id, lines.table_no, lines.row_number

),

-- What a later row of the same record says again no longer counts.
said_again as (

    select file_id, table_no, row_number from validated.register_rows where not is_current
    union all
    select file_id, table_no, row_number from validated.roster_rows where not is_current
    union all
    select file_id, table_no, row_number from validated.catalogue_rows where not is_current

),

kpi_states as (

    select file_id, table_no, row_number, state from validated.kpi_row_states

),

final as (

    select
        rows.file_id,
        rows.table_no,
        rows.row_number,
        rows.record,
        case
            when broken.file_id is not null then 'rejected'
            when rows.record = 'A' and response_states.best = 2 then 'superseded'
            when rows.record = 'A' and response_states.best = 1 then 'duplicate'
            when said_again.file_id is not null then 'superseded'
            when rows.record = 'C' and kpi_states.state is null then 'ignored'
            when rows.record = 'C' and kpi_states.state <> 'counted' then kpi_states.state
            else 'accepted'
        end as state
    from rows
    left join broken
        on rows.file_id = broken.file_id and rows.table_no = broken.table_no and rows.row_number = broken.row_number
    left join response_states
        on
            rows.file_id = response_states.file_id
            and rows.table_no = response_states.table_no
            and rows.row_number = response_states.row_number
    left join said_again
        on
            rows.file_id = said_again.file_id
            and rows.table_no = said_again.table_no
            and rows.row_number = said_again.row_number
    left join kpi_states
        on
            rows.file_id = kpi_states.file_id
            and rows.table_no = kpi_states.table_no
            and rows.row_number = kpi_states.row_number

)

select * from final
