-- One row per finding about a row of a file or a cell of it: what was read, what was judged, what goes with it.
with

-- What was wrong with a file is settled once its correction stands for it.
corrected as (

    select distinct older_file_id from staged.corrections where replaces

),

read as (

    select
        findings.code,
        '' as subject,
        files.file_id,
        findings.table_no,
        findings.sheet,
        findings.row_number,
        cast(null as int) as column_number,
        findings.column_name,
        findings.cell,
        findings.value,
        findings.facts,
        cast(null as int) as broken_id
    from raw.findings as findings
    inner join raw.files as files on findings.file_key = files.file_key and findings.member = files.member
    left join corrected on files.file_id = corrected.older_file_id
    where corrected.older_file_id is null

),

-- A cell that is empty has no column of its own: it is the column of its field, where the table has one.
field_columns as (

    select
        tables.file_id,
        columns.table_no,
        case when columns.field in ('date', 'period', 'phase') then 'moment' else columns.field end as field,
        min(columns.column_number) as column_number
    from raw.columns as columns
    inner join staged.tables as tables on columns.file_key = tables.file_key and columns.table_no = tables.table_no
    where columns.field <> ''
    group by all

),

above as (

    select distinct
        file_id,
        table_no,
        field,
        source_cell
    from staged.places
    where source_cell is not null

),

-- What stands above a table is told once, where it stands.
said_above as (

    select distinct
        findings.code,
        '' as subject,
        findings.file_id,
        findings.table_no,
        '' as sheet,
        cast(ltrim(above.source_cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') as int) as row_number,
        cast(null as int) as column_number,
        findings.column_name,
        above.source_cell as cell,
        findings.value,
        '{}' as facts,
        findings.broken_id
    from validated.row_findings as findings
    inner join above
        on
            findings.file_id = above.file_id
            and findings.table_no = above.table_no
            and findings.column_name = above.field

),

-- A table that is refused for want of a column says so once, not once a row.
judged as (

    select
        findings.code,
        '' as subject,
        findings.file_id,
        findings.table_no,
        '' as sheet,
        findings.row_number,
        coalesce(findings.column_number, field_columns.column_number) as column_number,
        case when field_columns.column_number is null then findings.column_name else '' end as column_name,
        '' as cell,
        findings.value,
        '{}' as facts,
        findings.broken_id
    from validated.row_findings as findings
    left join (select distinct file_id, table_no from staged.refused_tables) as refused
        on findings.file_id = refused.file_id and findings.table_no = refused.table_no
    left join field_columns
        on
            findings.file_id = field_columns.file_id
            and findings.table_no = field_columns.table_no
            and findings.column_name = field_columns.field
    left join above
        on
            findings.file_id = above.file_id
            and findings.table_no = above.table_no
            and findings.column_name = above.field
    where (refused.file_id is null or findings.code <> 'missing_value') and above.file_id is null

),

other_lines as (

    select
        'part_of_set_aside_answer' as code,
        '' as subject,
        broken.file_id,
        broken.table_no,
        '' as sheet,
        broken.row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        '{}' as facts,
        cast(null as int) as broken_id
    from validated.broken_rows as broken
    left join validated.wrong_rows as wrong
        on
            broken.file_id = wrong.file_id
            and broken.table_no = wrong.table_no
            and broken.row_number = wrong.row_number
    where wrong.file_id is null

),

final as (

    select * from read
    union all
    select * from judged
    union all
    select * from said_above
    union all
    select * from other_lines

)

select * from final
