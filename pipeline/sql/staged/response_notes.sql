-- One row per note sent, with the answer it belongs to and the scale of its campaign's grid, in thousandths.
with

notes as (

    select * from staged.sent_notes

),

lines as (

    select * from staged.responses

),

final as (

    select
        notes.file_id,
        notes.table_no,
        notes.row_number,
        notes.column_number,
        notes.criterion,
        notes.sent,
        notes.kind,
        notes.note,
        case
            when
                notes.note >= cast(criteria.lowest_thousandths as double) / 1000
                and notes.note <= cast(criteria.highest_thousandths as double) / 1000
                then notes.note
        end as note_within,
        notes.note_thousandths,
        criteria.lowest_thousandths + criteria.highest_thousandths as both_ends_thousandths,
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

)

select * from final
