-- One row per file and criterion that its complete answers rate: whole-number sums for Spearman's correlation of the raw
-- note (x) with the other favourable notes (y). Ranks are doubled, so that a tie's mean rank stays whole.
with

notes as (

    select * from validated.counted_notes

),

asked as (

    select
        grids.campaign,
        count(*) as count_criteria
    from staged.campaign_grids as grids
    inner join config.criteria as criteria on grids.grid_version = criteria.grid_version
    group by grids.campaign

),

rated as (

    select
        answer_id,
        count(*) as count_notes,
        cast(sum(favourable_thousandths) as bigint) as favourable
    from notes
    group by answer_id

),

sheets as (

    select
        rated.answer_id,
        rated.favourable,
        answers.file_id
    from rated
    inner join validated.answer_states as answers on rated.answer_id = answers.answer_id
    inner join asked on answers.campaign = asked.campaign and rated.count_notes = asked.count_criteria

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
columns as (

    select
        notes.column_id,
        notes.asked_id,
        notes.note_thousandths as x,
        complete.favourable - notes.favourable_thousandths as y,
        count(*) as times
    from notes
    inner join complete on notes.answer_id = complete.answer_id
    group by notes.column_id, notes.asked_id, notes.note_thousandths, complete.favourable - notes.favourable_thousandths

),

pairs as (

    select
        places.file_id,
        criteria.criterion,
        columns.x,
        columns.y,
        min(places.table_no) as table_no,
        min(places.column_number) as column_number,
        cast(sum(columns.times) as bigint) as times
    from columns
    inner join staged.places as places on columns.column_id = places.column_id
    inner join staged.asked_criteria as criteria on columns.asked_id = criteria.asked_id
    group by places.file_id, criteria.criterion, columns.x, columns.y

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
