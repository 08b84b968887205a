-- One row per accepted answer: one respondent (or one sheet) on one candidate, with all its content for comparison.
with

lines as (

    select * from staged.responses

),

accepted as (

    select lines.*
    from lines
    left join validated.broken_rows as broken
        on lines.file_id = broken.file_id and lines.table_no = broken.table_no and lines.row_number = broken.row_number
    where broken.file_id is null

),

-- In the long layout several rows are one answer; elsewhere a row is one, for each certification that it rates.
joined as (

    select
        answer_id,
        file_id,
        table_no,
        first_row,
        certification_id,
        team_id,
        campaign,
        respondent,
        submitted_at,
        max(file) as file,
        max(arrival) as arrival,
        max(claimed_grid) as claimed_grid,
        max(evaluator_kind) as evaluator_kind,
        max(answer_kind) as answer_kind,
        max(business_objective) as business_objective,
        max(target_kpi) as target_kpi,
        max(target_value) as target_value,
        max(deadline) as deadline,
        string_agg(content_hash, ' ' order by content_hash) as content
    from accepted
    where layout = 'long'
    group by answer_id, file_id, table_no, first_row, certification_id, team_id, campaign, respondent, submitted_at

),

final as (

    select * from joined
    union all
    select
        answer_id,
        file_id,
        table_no,
        first_row,
        certification_id,
        team_id,
        campaign,
        respondent,
        submitted_at,
        file,
        arrival,
        claimed_grid,
        evaluator_kind,
        answer_kind,
        business_objective,
        target_kpi,
        target_value,
        deadline,
        content_hash as content
    from accepted
    where layout <> 'long'

)

select * from final
