-- One row per received file and column of its tables that holds anything; column_id is what the cells' joins compare.
-- A row can do without its details.
with

final as (

    select
        tables.file_id,
        tables.file,
        tables.record,
        places.place_id,
        places.table_no,
        places.column_number,
        places.field,
        places.criterion,
        places.item,
        nullif(places.source_cell, '') as source_cell,
        tables.record = 'A'
        or (places.field in ('deadline', 'valid_from', 'valid_to') and tables.record <> 'C')
        or places.field in ('business_objective', 'owner', 'sponsor', 'other_way', 'content_axes') as is_detail
    from raw.places as places
    inner join staged.tables as tables on places.file_key = tables.file_key and places.table_no = tables.table_no

)

select
    row_number() over (order by file_id, place_id) as column_id,
    *
from final
