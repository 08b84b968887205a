-- One row per received file and note sent: on which criterion, for which certification where the heading names one.
with

notes as (

    select
        places.column_id,
        places.file_id,
        places.table_no,
        places.item,
        places.criterion,
        cells.row_number,
        cells.content_id
    from raw.cells as cells
    inner join staged.places as places on cells.place_id = places.place_id
    where places.field = 'note' and places.record = 'A'

),

-- In the long layout the criterion stands in the row's own column.
final as (

    select * from notes
    where criterion <> ''
    union all
    select
        notes.* exclude (criterion, row_number, content_id),
        fields.criterion,
        notes.row_number,
        notes.content_id
    from notes
    inner join staged.response_fields as fields
        on
            notes.file_id = fields.file_id
            and notes.table_no = fields.table_no
            and notes.row_number = fields.row_number
    where notes.criterion = ''

)

select * from final
