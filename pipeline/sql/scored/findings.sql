-- One row per finding, with its place; words are added when it is published. Of one kind, the first of each sheet
-- are told one by one, in row order; the next one stands for all that are left: count_alike says how many it stands for.
with

tables as (

    select * from staged.tables

),

corrections as (

    select * from staged.corrections

),

-- What was wrong with a file is settled once its correction stands for it.
corrected as (

    select distinct older_file_id from corrections where replaces

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
        findings.facts
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
    inner join tables on columns.file_key = tables.file_key and columns.table_no = tables.table_no
    where columns.field <> ''
    group by all

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
        findings.facts
    from validated.row_findings as findings
    left join (select distinct file_id, table_no from staged.refused_tables) as refused
        on findings.file_id = refused.file_id and findings.table_no = refused.table_no
    left join field_columns
        on
            findings.file_id = field_columns.file_id
            and findings.table_no = field_columns.table_no
            and findings.column_name = field_columns.field
    where refused.file_id is null or findings.code <> 'missing_value'

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
        '{}' as facts
    from validated.broken_rows as broken
    left join validated.wrong_rows as wrong
        on
            broken.file_id = wrong.file_id
            and broken.table_no = wrong.table_no
            and broken.row_number = wrong.row_number
    where wrong.file_id is null

),

refused as (

    select
        'missing_column' as code,
        '' as subject,
        file_id,
        table_no,
        '' as sheet,
        cast(null as int) as row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(to_json({'wanted': wanted, 'found': found_headings, 'nearest': nearest}) as varchar) as facts
    from staged.refused_tables

),

undated as (

    select
        'undated' as code,
        '' as subject,
        file_id,
        cast(null as int) as table_no,
        '' as sheet,
        cast(null as int) as row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(to_json({'count': count(*)}) as varchar) as facts
    from validated.answer_states
    where campaign = 'undated'
    group by file_id

),

disagreeing as (

    select
        'objective_disagrees' as code,
        '' as subject,
        register.file_id,
        register.table_no,
        '' as sheet,
        register.row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(
            to_json({'team': register.team_name, 'certification': register.certification_name}) as varchar
        ) as facts
    from scored.contracts as contracts
    inner join scored.register_by_candidate as register
        on
            contracts.campaign = register.campaign
            and contracts.team_id = register.team_id
            and contracts.certification_id = register.certification_id
    where contracts.disagrees

),

directions as (

    select
        'direction_assumed' as code,
        '' as subject,
        file_id,
        table_no,
        '' as sheet,
        row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        kpi_name as value,
        '{}' as facts
    from scored.kpi_direction_assumed

),

without_values as (

    select
        'no_value_yet' as code,
        '' as subject,
        rows.file_id,
        rows.table_no,
        '' as sheet,
        min(rows.row_number) as row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(to_json({'count': count(*)}) as varchar) as facts
    from scored.row_states as rows
    where rows.record = 'C' and rows.state = 'ignored'
    group by rows.file_id, rows.table_no

),

locked_baselines as (

    select
        'baseline_locked' as code,
        '' as subject,
        beside.file_id,
        beside.table_no,
        '' as sheet,
        beside.row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        names.kpi_name as value,
        cast(
            to_json({
                'team': coalesce(teams.team_name, beside.team_id),
                'file': kept.file,
                'since': cast(cast(beside.locked_at as date) as varchar)
            }) as varchar
        ) as facts
    from scored.kpi_beside as beside
    inner join raw.files as kept on beside.file_kept = kept.file_id
    inner join scored.kpi_names as names on beside.kpi_id = names.kpi_id
    left join scored.team_names as teams on beside.team_id = teams.team_id

),

straight_lines as (

    select
        'straight_line' as code,
        '' as subject,
        file_id,
        table_no,
        '' as sheet,
        row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(to_json({'count': count_answers}) as varchar) as facts
    from scored.straight_lines

),

replaced as (

    select
        'corrected_file' as code,
        '' as subject,
        older_file_id as file_id,
        cast(null as int) as table_no,
        '' as sheet,
        cast(null as int) as row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(to_json({'other': max(newer_file)}) as varchar) as facts
    from corrections
    where replaces
    group by older_file_id

),

copies as (

    select
        min(files.file_id) as file_id,
        files.received_file,
        files.sha256,
        first_value(files.received_file) over (
            partition by files.sha256 order by min(files.arrival), min(files.file_id)
        ) as first_received
    from raw.files as files
    left join corrected on files.file_id = corrected.older_file_id
    where corrected.older_file_id is null
    group by files.received_file, files.sha256

),

received_before as (

    select
        'already_received' as code,
        '' as subject,
        file_id,
        cast(null as int) as table_no,
        '' as sheet,
        cast(null as int) as row_number,
        cast(null as int) as column_number,
        '' as column_name,
        '' as cell,
        '' as value,
        cast(to_json({'other': first_received}) as varchar) as facts
    from copies
    where received_file <> first_received

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
        facts
    from scored.questions

),

found as (

    select * from read
    union all
    select * from judged
    union all
    select * from other_lines
    union all
    select * from refused
    union all
    select * from undated
    union all
    select * from disagreeing
    union all
    select * from directions
    union all
    select * from locked_baselines
    union all
    select * from without_values
    union all
    select * from straight_lines
    union all
    select * from replaced
    union all
    select * from received_before
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

placed as (

    select
        on_sheets.*,
        long_groups.count_found,
        long_groups.told_one_by_one,
        row_number() over (
            partition by long_groups.file_id, long_groups.sheet_shown, long_groups.code
            order by on_sheets.table_no, on_sheets.row_number, on_sheets.column_number, on_sheets.cell
        ) as place
    from on_sheets
    inner join long_groups
        on
            on_sheets.file_id = long_groups.file_id
            and on_sheets.sheet_shown = long_groups.sheet_shown
            and on_sheets.code = long_groups.code

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

)

select
    final.code,
    final.subject,
    final.file_id,
    files.file,
    files.arrival,
    final.table_no,
    final.sheet_shown as sheet,
    final.row_number,
    final.column_number,
    coalesce(nullif(final.column_name, ''), columns.heading, '') as column_name,
    coalesce(nullif(final.cell, ''), letters.letter || cast(final.row_number as varchar), '') as cell,
    case
        when
            confidential.file_id is not null
            and (columns.field = 'note' or final.code in ('error_cell', 'two_answers', 'not_mended'))
            then '…'
        else final.value
    end as value,
    case
        when confidential.file_id is not null and final.code = 'not_mended' then '{"was": "…", "now": "…"}'
        else final.facts
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
left join config.column_letters as letters on final.column_number = letters.column_number
