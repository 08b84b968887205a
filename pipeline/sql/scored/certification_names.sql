-- One row per certification: its name as the catalogue or the register writes it, else its most frequent spelling.
with

spelled as (

    select certification_id, certification as spelling, 1 as preference, file_id, row_number
    from validated.catalogue_current
    union all
    select certification_id, certification_name as spelling, 2 as preference, file_id, row_number
    from staged.register
    union all
    select certification_id, certification_name as spelling, 3 as preference, file_id, row_number
    from staged.responses
    union all
    select certification_id, certification_name as spelling, 4 as preference, file_id, row_number
    from staged.row_names

),

counted as (

    select
        certification_id,
        spelling,
        min(preference) as preference,
        count(*) as count_spelled,
        min(file_id) as first_file,
        min(row_number) as first_row
    from spelled
    where certification_id is not null and certification_id <> '*'
    group by certification_id, spelling

),

chosen as (

    select certification_id, spelling from counted
    qualify
        row_number() over (
            partition by certification_id order by preference, count_spelled desc, first_file, first_row, spelling
        ) = 1

),

final as (

    select
        chosen.certification_id,
        chosen.spelling as certification_name,
        catalogue.kind,
        catalogue.fee_cents,
        catalogue.hours_hundredths
    from chosen
    left join validated.catalogue_current as catalogue on chosen.certification_id = catalogue.certification_id

)

select * from final
