-- One row per column of ratings that seems to follow another scale than its criterion's, or to contradict itself: what
-- was seen, what a person said of it, and whether its ratings are held back.
with

notes as (

    select * from staged.note_readings

),

-- Where one column rates several criteria (long layout), it is off the scale only where it is off all of them.
columns as (

    select
        file_id,
        table_no,
        column_number,
        min(lowest_thousandths) as lowest,
        max(highest_thousandths) as highest,
        sum(case when note_thousandths is not null then count_notes else 0 end) as count_notes,
        sum(case when note_thousandths < lowest_thousandths or note_thousandths > highest_thousandths then count_notes else 0 end)
            as count_off,
        sum(case when note_thousandths = 0 and lowest_thousandths > 0 then count_notes else 0 end) as count_zero,
        sum(case when note_thousandths = highest_thousandths then count_notes else 0 end) as count_top,
        sum(case when is_unsure then count_notes else 0 end) as count_unsure,
        sum(case when names_another_top then count_notes else 0 end) as count_other_tops,
        sum(case when is_graded and not is_unsure and not is_end then count_notes else 0 end) as count_sure,
        sum(case when is_end then count_notes else 0 end) as count_ends,
        sum(case when is_graded then count_notes else 0 end) as count_graded,
        sum(
            case
                when not is_graded and note_thousandths in (lowest_thousandths, highest_thousandths) then count_notes
                else 0
            end
        ) as count_bare_ends,
        sum(case when kind = 'contradictory' then count_notes else 0 end) as count_contradictory,
        min(note_thousandths) as smallest,
        max(note_thousandths) as largest,
        min(case when is_unsure then sent end) as first_unsure,
        min(case when kind = 'contradictory' and unit = '!' then sent end) as one,
        max(case when kind = 'contradictory' and unit = '!' then sent end) as other
    from notes
    where lowest_thousandths is not null
    group by file_id, table_no, column_number

),

stated as (

    select
        columns.*,
        tables.file || '|' || cast(columns.table_no as varchar) || '|' || cast(columns.column_number as varchar) as subject,
        headings.scale_low,
        headings.scale_high,
        headings.scale_high is not null
        and (headings.scale_high * 1000 <> columns.highest or headings.scale_low * 1000 <> columns.lowest) as states_another,
        headings.scale_high * 1000 = columns.highest as states_this
    from columns
    inner join staged.tables as tables
        on columns.file_id = tables.file_id and columns.table_no = tables.table_no
    left join raw.columns as headings
        on
            tables.file_key = headings.file_key
            and columns.table_no = headings.table_no
            and columns.column_number = headings.column_number

),

-- One rating off the scale is a slip; a fifth of them, or several zeros where nobody gives the top note, are another
-- scale. So is `4/10`, but for one beside several such as `3/5`.
judged as (

    select
        *,
        case
            when count_contradictory > 0 then 'contradictory_labels'
            when coalesce(states_another, false) or count_unsure > count_other_tops then 'other_scale'
            when count_other_tops > 0 and (count_sure < 2 or (count_other_tops >= 2 and count_other_tops * 5 >= count_notes))
                then 'other_scale'
            when count_ends > 0 and count_bare_ends > 0 then 'other_scale'
            when coalesce(states_this, false) then null
            when count_off >= 2 and count_off * 5 >= count_notes then 'other_scale'
            when count_top = 0 and count_notes >= 4 and count_zero > 0 and (count_zero >= 2 or count_zero * 5 >= count_notes) then 'other_scale'
        end as own_code
    from stated

),

-- Where most columns of a table are on another scale, the few whose ratings happen to fit are not believed either. Few
-- answers show it together only: a third rating off the scale, in half of the columns and a fifth of all ratings, or a
-- zero where nobody in the whole table gives a top note.
of_tables as (

    select
        file_id,
        table_no,
        count(case when own_code = 'other_scale' then 1 end) * 2 > count(*)
        or (
            sum(count_off) >= 3
            and sum(count_off) * 5 >= sum(count_notes)
            and count(case when count_off > 0 then 1 end) * 2 >= count(*)
        )
        or (sum(count_zero) >= 1 and sum(count_zero) * 12 >= sum(count_notes) and sum(count_top) = 0 and sum(count_notes) >= 10)
            as are_other
    from judged
    group by file_id, table_no

),

with_neighbours as (

    select
        judged.*,
        case
            when judged.own_code is not null then judged.own_code
            when coalesce(judged.states_this, false) or judged.count_graded > 0 then null
            when of_tables.are_other then 'other_scale'
        end as code
    from judged
    inner join of_tables on judged.file_id = of_tables.file_id and judged.table_no = of_tables.table_no

),

final as (

    select
        with_neighbours.file_id,
        with_neighbours.table_no,
        with_neighbours.column_number,
        with_neighbours.code,
        with_neighbours.subject,
        case
            when with_neighbours.code = 'contradictory_labels' then with_neighbours.one
            when with_neighbours.count_unsure > 0 then with_neighbours.first_unsure
            else ''
        end as value,
        with_neighbours.other,
        with_neighbours.lowest,
        with_neighbours.highest,
        case when coalesce(with_neighbours.states_another, false) then coalesce(with_neighbours.scale_low, 1) * 1000 else with_neighbours.smallest end as seen_low,
        case when coalesce(with_neighbours.states_another, false) then with_neighbours.scale_high * 1000 else with_neighbours.largest end as seen_high,
        coalesce(answers.choice, 'set_aside') = 'set_aside' as is_held
    from with_neighbours
    left join raw.answers as answers
        on with_neighbours.code = answers.code and with_neighbours.subject = answers.subject
    where with_neighbours.code is not null

)

select * from final
