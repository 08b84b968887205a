-- One row per filled cell of a known column that is no note; a row can do without its details.
select
    file_id,
    table_no,
    row_number,
    column_number,
    field,
    sent,
    kind,
    record = 'A' or (field in ('deadline', 'valid_from', 'valid_to') and record <> 'C') as is_detail
from staged.cells
where field <> 'note'
