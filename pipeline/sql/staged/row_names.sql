-- One row per register or KPI row: the team and certification it is about; certification '*' where it names none.
with

rows as (

    select * from staged.rows where record in ('B', 'C')

),

tables as (

    select * from staged.tables

),

sent as (

    select
        file_id,
        table_no,
        row_number,
        max(case when field = 'team' then reading end) as team,
        max(case when field = 'certification' then reading end) as certification
    from staged.cells
    where record in ('B', 'C') and field in ('team', 'certification')
    group by file_id, table_no, row_number

),

spelled as (

    select
        rows.file_id,
        rows.table_no,
        rows.row_number,
        tables.table_campaign,
        coalesce(sent.team, tables.table_team) as team_name,
        coalesce(sent.certification, tables.table_certification) as certification_name
    from rows
    inner join tables on rows.file_id = tables.file_id and rows.table_no = tables.table_no
    left join sent
        on rows.file_id = sent.file_id and rows.table_no = sent.table_no and rows.row_number = sent.row_number

),

final as (

    select
        spelled.*,
        team_ids.team_id,
        coalesce(certification_ids.certification_id, '*') as certification_id
    from spelled
    left join staged.team_ids as team_ids on spelled.team_name = team_ids.spelling
    left join staged.certification_ids as certification_ids
        on spelled.certification_name = certification_ids.spelling

)

select * from final
