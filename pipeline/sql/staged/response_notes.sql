-- One row per note sent, with the answer it belongs to and the scale of its campaign's grid, in thousandths.
with

notes as (

    select * from staged.sent_notes

),

lines as (

    select * from staged.responses

),

asked as (

    select
        notes.* exclude (item, note, note_thousandths),
        coalesce(graded.note_thousandths, notes.note_thousandths) as note_thousandths,
        case
            when graded.note_thousandths is not null then cast(graded.note_thousandths as double) / 1000
            else notes.note
        end as note,
        notes.grade is not null and not coalesce(graded.is_sure, false) as is_unsure,
        criteria.lowest_thousandths,
        criteria.highest_thousandths,
        grids.grid_version,
        lines.layout,
        lines.first_row,
        lines.campaign,
        lines.team_id,
        lines.certification_id
    from notes
    inner join lines
        on
            notes.file_id = lines.file_id
            and notes.table_no = lines.table_no
            and notes.row_number = lines.row_number
            and notes.item = lines.item
    inner join staged.campaign_grids as grids on lines.campaign = grids.campaign
    left join config.criteria as criteria
        on grids.grid_version = criteria.grid_version and notes.criterion = criteria.criterion
    left join staged.graded_notes as graded
        on
            notes.grade = graded.grade
            and criteria.lowest_thousandths = graded.lowest_thousandths
            and criteria.highest_thousandths = graded.highest_thousandths

),

final as (

    select
        * exclude (lowest_thousandths, highest_thousandths, grade),
        case
            when
                note >= cast(lowest_thousandths as double) / 1000 and note <= cast(highest_thousandths as double) / 1000
                then note
        end as note_within,
        lowest_thousandths,
        highest_thousandths,
        grade is not null as is_graded,
        grade in ('<', '>') as is_end,
        lowest_thousandths + highest_thousandths as both_ends_thousandths
    from asked

)

select * from final
