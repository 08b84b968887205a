-- One row per team, KPI and quarter with a measure that a later file replaced by another: how many such measures.
with

counted as (

    select * from validated.kpi_rows

),

replaced as (

    select * from validated.kpi_row_states where state = 'superseded'

),

corrected as (

    select distinct
        counted.file_id,
        counted.table_no,
        counted.row_number
    from counted
    inner join replaced
        on
            counted.team_id = replaced.team_id
            and counted.certification_id = replaced.certification_id
            and counted.kpi_id = replaced.kpi_id
            and counted.date is not distinct from replaced.date
            and counted.period is not distinct from replaced.period
            and counted.phase is not distinct from replaced.phase
            and not replaced.is_beside

),

final as (

    select
        moments.team_id,
        moments.kpi_id,
        (moments.month_from - settings.first_month_of_year + 1) // 3 as quarter_number,
        count(*) as count_corrected
    from scored.kpi_moments as moments
    inner join corrected
        on
            moments.file_id = corrected.file_id
            and moments.table_no = corrected.table_no
            and moments.row_number = corrected.row_number
    cross join config.settings as settings
    where moments.month_from is not null and moments.month_until - moments.month_from <= 3
    group by moments.team_id, moments.kpi_id, (moments.month_from - settings.first_month_of_year + 1) // 3

)

select * from final
