-- One row per filled row of a known table and column that it cannot do without: whether something gives one. A KPI row
-- whose value is left empty says that nothing was measured yet: it lacks nothing, and counts for nothing. A name that
-- cannot be read is given, and told as such.
with

response_teams as (

    select file_id, table_no, row_number, 'team' as field, team_name is not null as is_given from staged.responses

),

response_certifications as (

    select file_id, table_no, row_number, 'certification' as field, certification_name is not null as is_given from staged.responses

),

register_and_kpi_teams as (

    select file_id, table_no, row_number, 'team' as field, team_name is not null as is_given from staged.row_names

),

register_certifications as (

    select
        names.file_id,
        names.table_no,
        names.row_number,
        'certification' as field,
        names.certification_name is not null as is_given
    from staged.row_names as names
    inner join staged.rows as rows
        on names.file_id = rows.file_id and names.table_no = rows.table_no and names.row_number = rows.row_number
    where rows.record = 'B'

),

observed as (

    select
        rows.file_id,
        rows.table_no,
        rows.row_number,
        max(case when cells.field = 'kpi' then cells.reading end) as kpi,
        max(case when cells.field = 'value' and cells.kind <> 'missing' then cells.kind end) as value,
        max(case when cells.field in ('date', 'period', 'phase') and cells.kind <> 'missing' then cells.kind end) as moment,
        max(
            case
                when cells.field in ('enrolled', 'finished', 'certified', 'applied', 'respondents', 'satisfaction', 'test_before', 'test_after')
                    and cells.kind <> 'missing'
                    then 1
                else 0
            end
        ) = 1 as reports_training
    from staged.rows as rows
    left join staged.cells as cells
        on rows.file_id = cells.file_id and rows.table_no = cells.table_no and rows.row_number = cells.row_number
    where rows.record = 'C'
    group by rows.file_id, rows.table_no, rows.row_number

),

observations as (

    select file_id, table_no, row_number, 'kpi' as field, kpi is not null as is_given from observed
    union all
    select file_id, table_no, row_number, 'value' as field, value is not null or not reports_training as is_given from observed
    union all
    select
        file_id,
        table_no,
        row_number,
        'moment' as field,
        moment is not null or (value is null and not reports_training) as is_given
    from observed

),

roster_teams as (

    select rows.file_id, rows.table_no, rows.row_number, 'team' as field, roster.team is not null as is_given
    from staged.rows as rows
    left join staged.roster as roster
        on rows.file_id = roster.file_id and rows.table_no = roster.table_no and rows.row_number = roster.row_number
    where rows.record = 'D'

),

catalogue_certifications as (

    select rows.file_id, rows.table_no, rows.row_number, 'certification' as field, catalogue.certification is not null as is_given
    from staged.rows as rows
    left join staged.catalogue as catalogue
        on
            rows.file_id = catalogue.file_id
            and rows.table_no = catalogue.table_no
            and rows.row_number = catalogue.row_number
    where rows.record = 'E'

),

every as (

    select * from response_teams
    union all
    select * from response_certifications
    union all
    select * from register_and_kpi_teams
    union all
    select * from register_certifications
    union all
    select * from observations
    union all
    select * from roster_teams
    union all
    select * from catalogue_certifications

),

unread_names as (

    select distinct file_id, table_no, row_number, field
    from staged.cells
    where field in ('team', 'certification') and kind not in ('text', 'number', 'date', 'missing')

),

final as (

    select
        every.file_id,
        every.table_no,
        every.row_number,
        every.field,
        every.is_given or unread_names.field is not null as is_given
    from every
    left join unread_names
        on
            every.file_id = unread_names.file_id
            and every.table_no = unread_names.table_no
            and every.row_number = unread_names.row_number
            and every.field = unread_names.field

)

select * from final
