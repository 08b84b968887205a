-- One row per answer in the long layout and criterion: how many of its lines rate that criterion.
select
    file_id,
    table_no,
    first_row,
    certification_id,
    criterion,
    count(*) as count_lines
from staged.response_notes
where layout = 'long'
group by file_id, table_no, first_row, certification_id, criterion
