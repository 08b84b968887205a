-- One row per received file and response row (record A): its columns, renamed and cast.
with

rows as (

    select * from staged.rows where record = 'A'

),

cells as (

    select * from staged.cells where record = 'A' and field <> 'note'

),

pivoted as (

    select
        file_id,
        table_no,
        row_number,
        max(case when field = 'team' then reading end) as team,
        max(case when field = 'certification' then reading end) as certification,
        max(case when field = 'campaign' then reading end) as campaign,
        max(case when field = 'grid' then reading end) as claimed_grid,
        max(case when field = 'respondent' then reading end) as respondent,
        max(case when field = 'submitted_at' then try_cast(reading as timestamp) end) as submitted_at,
        max(case when field = 'evaluator_kind' then reading end) as evaluator_kind,
        max(case when field = 'answer_kind' then reading end) as answer_kind,
        max(case when field = 'people_represented' then try_cast(reading as int) end) as people_represented,
        max(case when field = 'role' then reading end) as role,
        max(case when field = 'criterion' then reading end) as criterion,
        max(case when field = 'business_objective' then reading end) as business_objective,
        max(case when field = 'target_kpi' then reading end) as target_kpi,
        max(case when field = 'target_value' then reading end) as target_value,
        max(case when field = 'deadline' then try_cast(left(reading, 10) as date) end) as deadline,
        max(case when field = 'comment' then reading end) as comment
    from cells
    group by file_id, table_no, row_number

),

final as (

    select
        rows.layout,
        rows.content_hash,
        rows.file_id,
        rows.table_no,
        rows.row_number,
        pivoted.* exclude (file_id, table_no, row_number)
    from rows
    left join pivoted
        on
            rows.file_id = pivoted.file_id
            and rows.table_no = pivoted.table_no
            and rows.row_number = pivoted.row_number

)

select * from final
