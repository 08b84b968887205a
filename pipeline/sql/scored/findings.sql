-- One row per finding, with its place; words are added when it is published. Of one kind, the first of each sheet
-- are told one by one, in row order; the next one stands for all that are left: count_alike says how many it stands for.
with

tables as (

    select * from staged.tables

),

asked as (

    select
        code,
        subject,
        file_id,
        table_no,
        '' as sheet,
        row_number,
        column_number,
        '' as column_name,
        '' as cell,
        value,
        facts,
        cast(null as int) as broken_id
    from scored.questions

),

said_in_rows as (

    select * from scored.statement_findings
    union all
    select * from scored.measure_findings

),

about_rows as (

    select
        code,
        '' as subject,
        file_id,
        table_no,
        '' as sheet,
        row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        value,
        cast(facts as varchar) as facts,
        cast(null as int) as broken_id
    from said_in_rows

),

found as (

    select * from scored.cell_findings
    union all
    select
        *,
        cast(null as int) as broken_id
    from scored.file_findings
    union all
    select * from about_rows
    union all
    select * from asked

),

kinds as (

    select * from config.kinds_of_finding

),

on_sheets as (

    select
        found.*,
        coalesce(nullif(found.sheet, ''), tables.sheet, '') as sheet_shown
    from found
    left join tables on found.file_id = tables.file_id and found.table_no = tables.table_no

),

groups as (

    select
        file_id,
        sheet_shown,
        code,
        count(*) as count_found
    from on_sheets
    group by file_id, sheet_shown, code

),

-- Questions are all told: each waits for its own answer.
long_groups as (

    select
        groups.*,
        kinds.told_one_by_one
    from groups
    inner join kinds on groups.code = kinds.code
    where groups.count_found > kinds.told_one_by_one

),

-- Of a long group no more rows than are told can hold what is told: the others are not even put in order.
first_rows as (

    select
        rows_found.file_id,
        rows_found.sheet_shown,
        rows_found.code,
        rows_found.table_no,
        rows_found.row_shown,
        long_groups.count_found,
        long_groups.told_one_by_one
    from (
        select distinct
            file_id,
            sheet_shown,
            code,
            table_no,
            coalesce(row_number, 2147483647) as row_shown
        from on_sheets
    ) as rows_found
    inner join long_groups
        on
            rows_found.file_id = long_groups.file_id
            and rows_found.sheet_shown = long_groups.sheet_shown
            and rows_found.code = long_groups.code
    qualify
        row_number() over (
            partition by rows_found.file_id, rows_found.sheet_shown, rows_found.code
            order by rows_found.table_no, rows_found.row_shown
        ) <= long_groups.told_one_by_one + 1

),

placed as (

    select
        on_sheets.*,
        first_rows.count_found,
        first_rows.told_one_by_one,
        row_number() over (
            partition by on_sheets.file_id, on_sheets.sheet_shown, on_sheets.code
            order by on_sheets.table_no, on_sheets.row_number, on_sheets.column_number, on_sheets.cell
        ) as place
    from on_sheets
    inner join first_rows
        on
            on_sheets.file_id = first_rows.file_id
            and on_sheets.sheet_shown = first_rows.sheet_shown
            and on_sheets.code = first_rows.code
            and on_sheets.table_no = first_rows.table_no
            and coalesce(on_sheets.row_number, 2147483647) = first_rows.row_shown

),

-- What single cells of a confidential campaign's files hold stays with their sender: the place is enough to mend them.
confidential as (

    select * from staged.confidential_tables

),

final as (

    select
        on_sheets.*,
        1 as count_alike
    from on_sheets
    left join long_groups
        on
            on_sheets.file_id = long_groups.file_id
            and on_sheets.sheet_shown = long_groups.sheet_shown
            and on_sheets.code = long_groups.code
    where long_groups.code is null
    union all
    select
        * exclude (count_found, told_one_by_one, place),
        case when place > told_one_by_one then count_found - told_one_by_one else 1 end as count_alike
    from placed
    where place <= told_one_by_one + 1

),

-- What a form asks once stands on the sheet of its answers, in the row that the rows of its repeat number: there it is
-- told once.
lent as (

    select * from raw.rows where lender_row > 0

)

select
    final.code,
    final.subject,
    final.file_id,
    files.file,
    files.arrival,
    final.table_no,
    case when lent.lender_row is not null then columns.lender_sheet else final.sheet_shown end as sheet,
    coalesce(lent.lender_row, final.row_number) as row_number,
    final.column_number,
    coalesce(nullif(final.column_name, ''), columns.heading, '') as column_name,
    coalesce(nullif(final.cell, ''), letters.letter || cast(coalesce(lent.lender_row, final.row_number) as varchar), '') as cell,
    case
        when
            confidential.file_id is not null
            and (columns.field = 'note' or final.code in ('error_cell', 'two_answers', 'not_mended'))
            then '…'
        else final.value
    end as value,
    case
        when confidential.file_id is not null and final.code = 'not_mended' then '{"was": "…", "now": "…"}'
        else coalesce(broken.facts, final.facts)
    end as facts,
    cast(final.count_alike as bigint) as count_alike
from final
left join raw.files as files on final.file_id = files.file_id
left join tables on final.file_id = tables.file_id and final.table_no = tables.table_no
left join raw.columns as columns
    on
        tables.file_key = columns.file_key
        and tables.table_no = columns.table_no
        and final.column_number = columns.column_number
left join confidential on final.file_id = confidential.file_id and final.table_no = confidential.table_no
left join validated.broken_contents as broken on final.broken_id = broken.broken_id
left join lent
    on
        columns.lender_column is not null
        and columns.file_key = lent.file_key
        and columns.table_no = lent.table_no
        and final.row_number = lent.row_number
left join config.column_letters as letters
    on
        letters.column_number
        = case
            when columns.lender_column is null then final.column_number
            when lent.lender_row is not null then columns.lender_column
        end
qualify
    lent.lender_row is null
    or final.count_alike > 1
    or row_number() over (
        partition by final.file_id, final.table_no, final.code, final.column_number, lent.lender_row
        order by final.row_number
    ) = 1
