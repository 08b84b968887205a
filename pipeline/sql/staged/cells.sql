-- One row per received file and filled cell of a known column that is no note: what was sent, and how it is read.
with

cells as (

    select
        places.*,
        cells.row_number,
        cells.content_id,
        contents.text as sent,
        contents.kind,
        contents.unit,
        contents.reading as read_as,
        case when contents.kind = 'currency' then places.file || '|' || contents.unit end as currency_subject
    from raw.cells as cells
    inner join staged.places as places on cells.place_id = places.place_id
    inner join raw.contents as contents on cells.content_id = contents.content_id
    where places.field <> 'note'

),

final as (

    select
        cells.file_id,
        cells.record,
        cells.table_no,
        cells.row_number,
        cells.column_number,
        cells.source_cell,
        cells.field,
        cells.content_id,
        cells.sent,
        cells.kind,
        cells.unit,
        cells.is_detail,
        cells.currency_subject,
        case
            when cells.kind in ('text', 'number', 'date') then cells.read_as
            when cells.kind = 'currency' and answers.choice = 'ours' then cells.read_as
        end as reading
    from cells
    left join raw.answers as answers
        on answers.code = 'unknown_currency' and cells.currency_subject = answers.subject

)

select * from final
