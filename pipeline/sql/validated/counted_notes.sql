-- One row per counted answer and criterion of its campaign's grid that it rates, in whole numbers only; notes in
-- thousandths, favourable ones with polarity applied: the top of the scale always speaks for certifying.
with

answers as (

    select * from validated.answer_states where state = 'counted'

),

held_columns as (

    select * from staged.doubtful_columns where is_held

),

values_read as (

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

),

final as (

    select
        answers.candidate_id,
        notes.answer_id,
        notes.asked_id,
        notes.column_id,
        values_read.note_thousandths,
        values_read.favourable_thousandths
    from staged.response_notes as notes
    inner join values_read
        on
            notes.column_id = values_read.column_id
            and notes.asked_id = values_read.asked_id
            and notes.content_id = values_read.content_id
    inner join answers on notes.answer_id = answers.answer_id

)

select * from final
