-- One row per staged cell or row whose content fails an expectation.
with

broken as (

    select * from validated.broken_contents

),

-- A note that only seems off its scale waits, where a person is still to say which scale its column follows.
notes as (

    select
        notes.file_id,
        notes.table_no,
        notes.row_number,
        notes.column_number,
        '' as column_name,
        broken.code,
        notes.sent as value,
        broken.facts
    from staged.response_notes as notes
    inner join broken
        on
            broken.about = 'note'
            and notes.grid_version = broken.grid_version
            and notes.lowest_thousandths = broken.lowest_thousandths
            and notes.highest_thousandths = broken.highest_thousandths
            and notes.kind = broken.kind
            and notes.note is not distinct from broken.note
    left join staged.doubtful_columns as held
        on
            held.is_held
            and notes.file_id = held.file_id
            and notes.table_no = held.table_no
            and notes.column_number = held.column_number
    where held.file_id is null or broken.code not in ('note_off_scale', 'note_between_steps')

),

repeated as (

    select
        notes.file_id,
        notes.table_no,
        notes.row_number,
        notes.column_number,
        broken.column_name,
        broken.code,
        notes.sent as value,
        broken.facts
    from staged.repeated_notes as repeated
    inner join broken
        on
            broken.about = 'repeated'
            and repeated.criterion = broken.criterion
            and repeated.count_lines = broken.count_lines
    inner join staged.response_notes as notes
        on
            repeated.file_id = notes.file_id
            and repeated.table_no = notes.table_no
            and repeated.first_row = notes.first_row
            and repeated.certification_id is not distinct from notes.certification_id
            and repeated.criterion = notes.criterion

),

cells as (

    select
        cells.file_id,
        cells.table_no,
        cells.row_number,
        cells.column_number,
        '' as column_name,
        broken.code,
        cells.sent as value,
        broken.facts
    from staged.cells as cells
    inner join broken
        on
            broken.about = 'cell'
            and cells.kind = broken.kind
            and cells.field = broken.field
            and cells.is_detail = broken.is_detail

),

lacking as (

    select distinct
        required.file_id,
        required.table_no,
        required.row_number,
        cast(null as int) as column_number,
        broken.column_name,
        broken.code,
        '' as value,
        broken.facts
    from staged.required_values as required
    inner join broken
        on
            broken.about = 'required'
            and required.field = broken.field
            and not required.is_given

),

final as (

    select * from notes
    union all
    select * from repeated
    union all
    select * from cells
    union all
    select * from lacking

)

select
    final.*,
    kinds.severity
from final
inner join config.kinds_of_finding as kinds on final.code = kinds.code
