-- One row per place, criterion asked and content that is a note, in whole numbers only; notes in thousandths, favourable
-- ones with polarity applied: the top of the scale always speaks for certifying. Columns that wait for an answer are not here.
with

held_columns as (

    select * from staged.doubtful_columns where is_held

),

final as (

    select
        readings.column_id,
        readings.asked_id,
        readings.content_id,
        readings.note_thousandths,
        case
            when polarity.polarity = 'reversed' then readings.both_ends_thousandths - readings.note_thousandths
            else readings.note_thousandths
        end as favourable_thousandths
    from staged.note_readings as readings
    inner join validated.polarity_as_read as polarity
        on
            readings.file_id = polarity.file_id
            and readings.grid_version = polarity.grid_version
            and readings.criterion = polarity.criterion
    left join held_columns
        on
            readings.file_id = held_columns.file_id
            and readings.table_no = held_columns.table_no
            and readings.column_number = held_columns.column_number
    where
        readings.note_thousandths is not null
        and readings.both_ends_thousandths is not null
        and held_columns.file_id is null

)

select * from final
