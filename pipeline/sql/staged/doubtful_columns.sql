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
        sum(case when is_end then count_notes else 0 end) as count_ends,
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
-- scale.
judged as (

    select
        *,
        case
            when count_contradictory > 0 then 'contradictory_labels'
            when coalesce(states_another, false) or count_unsure > 0 then 'other_scale'
            when count_ends > 0 and count_bare_ends > 0 then 'other_scale'
            when coalesce(states_this, false) then null
            when count_off >= 2 and count_off * 5 >= count_notes then 'other_scale'
            when count_top = 0 and count_notes >= 4 and count_zero > 0 and (count_zero >= 2 or count_zero * 5 >= count_notes) then 'other_scale'
        end as code
    from stated

),

final as (

    select
        judged.file_id,
        judged.table_no,
        judged.column_number,
        judged.code,
        judged.subject,
        case
            when judged.code = 'contradictory_labels' then judged.one
            when judged.count_unsure > 0 then judged.first_unsure
            else ''
        end as value,
        judged.other,
        judged.lowest,
        judged.highest,
        case when coalesce(judged.states_another, false) then coalesce(judged.scale_low, 1) * 1000 else judged.smallest end as seen_low,
        case when coalesce(judged.states_another, false) then judged.scale_high * 1000 else judged.largest end as seen_high,
        coalesce(answers.choice, 'set_aside') = 'set_aside' as is_held
    from judged
    left join raw.answers as answers on judged.code = answers.code and judged.subject = answers.subject
    where judged.code is not null

)

select * from final
