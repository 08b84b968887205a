-- One row per file and criterion that its complete answers rate: whole-number sums for Spearman's correlation of the raw
-- note (x) with the other favourable notes (y). Ranks are doubled, so that a tie's mean rank stays whole.
with

notes as (

    select * from validated.current_responses

),

asked as (

    select
        grids.campaign,
        count(*) as count_criteria
    from staged.campaign_grids as grids
    inner join config.criteria as criteria on grids.grid_version = criteria.grid_version
    group by grids.campaign

),

sheets as (

    select
        notes.file_id,
        notes.table_no,
        notes.first_row,
        notes.certification_id,
        sum(notes.favourable_thousandths) as favourable
    from notes
    inner join asked on notes.campaign = asked.campaign
    group by notes.file_id, notes.table_no, notes.first_row, notes.certification_id, asked.count_criteria
    having count(*) = asked.count_criteria

),

long_files as (

    select file_id from sheets
    group by file_id
    having count(*) >= 10

),

complete as (

    select sheets.* from sheets
    inner join long_files on sheets.file_id = long_files.file_id

),

-- Equal pairs stand once, with how often they occur: there are few different ones.
pairs as (

    select
        notes.file_id,
        notes.criterion,
        notes.note_thousandths as x,
        complete.favourable - notes.favourable_thousandths as y,
        min(notes.table_no) as table_no,
        min(notes.column_number) as column_number,
        count(*) as times
    from notes
    inner join complete
        on
            notes.file_id = complete.file_id
            and notes.table_no = complete.table_no
            and notes.first_row = complete.first_row
            and notes.certification_id = complete.certification_id
    group by notes.file_id, notes.criterion, notes.note_thousandths, complete.favourable - notes.favourable_thousandths

),

-- A value's doubled mean rank: twice the number of smaller ones, plus the number of equal ones, plus one.
ranked as (

    select
        file_id,
        criterion,
        table_no,
        column_number,
        times,
        cast(
            2 * sum(times) over (partition by file_id, criterion order by x)
            - sum(times) over (partition by file_id, criterion, x) + 1 as bigint
        ) as x,
        cast(
            2 * sum(times) over (partition by file_id, criterion order by y)
            - sum(times) over (partition by file_id, criterion, y) + 1 as bigint
        ) as y
    from pairs

),

final as (

    select
        file_id,
        criterion,
        min(table_no) as table_no,
        min(column_number) as column_number,
        cast(sum(times) as bigint) as count_answers,
        cast(sum(times * x) as bigint) as sum_x,
        cast(sum(times * y) as bigint) as sum_y,
        cast(sum(times * x * x) as bigint) as sum_xx,
        cast(sum(times * y * y) as bigint) as sum_yy,
        cast(sum(times * x * y) as bigint) as sum_xy
    from ranked
    group by file_id, criterion

)

select * from final
