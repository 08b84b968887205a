-- One row per staged cell or row whose content fails an expectation.
with

broken as (

    select * from validated.broken_contents

),

sent as (

    select
        notes.column_id,
        notes.asked_id,
        notes.answer_id,
        notes.row_number,
        notes.content_id,
        readings.file_id,
        readings.table_no,
        readings.column_number,
        readings.grid_version,
        readings.lowest_thousandths,
        readings.highest_thousandths,
        readings.kind,
        readings.note,
        readings.sent
    from staged.response_notes as notes
    inner join staged.note_readings as readings
        on
            notes.column_id = readings.column_id
            and notes.asked_id = readings.asked_id
            and notes.content_id = readings.content_id

),

-- A note that only seems off its scale waits, where a person is still to say which scale its column follows.
notes as (

    select
        sent.file_id,
        sent.table_no,
        sent.row_number,
        sent.column_number,
        '' as column_name,
        broken.code,
        sent.sent as value,
        broken.broken_id
    from sent
    inner join broken
        on
            broken.about = 'note'
            and sent.grid_version = broken.grid_version
            and sent.lowest_thousandths = broken.lowest_thousandths
            and sent.highest_thousandths = broken.highest_thousandths
            and sent.kind = broken.kind
            and sent.note is not distinct from broken.note
    left join staged.doubtful_columns as held
        on
            held.is_held
            and sent.file_id = held.file_id
            and sent.table_no = held.table_no
            and sent.column_number = held.column_number
    where held.file_id is null or broken.code not in ('note_off_scale', 'note_between_steps')

),

repeated as (

    select
        sent.file_id,
        sent.table_no,
        sent.row_number,
        sent.column_number,
        broken.column_name,
        broken.code,
        sent.sent as value,
        broken.broken_id
    from staged.repeated_notes as repeated
    inner join broken
        on
            broken.about = 'repeated'
            and repeated.criterion = broken.criterion
            and repeated.count_lines = broken.count_lines
    inner join sent on repeated.answer_id = sent.answer_id and repeated.asked_id = sent.asked_id

),

-- What stands above a table is in none of its columns.
cells as (

    select
        cells.file_id,
        cells.table_no,
        cells.row_number,
        case when cells.source_cell is null then cells.column_number end as column_number,
        case when cells.source_cell is null then '' else cells.field end as column_name,
        broken.code,
        cells.sent as value,
        broken.broken_id
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
        broken.broken_id
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
