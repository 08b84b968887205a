-- One row per file, grid and criterion: the polarity its notes are read with. It is the grid's, unless a person
-- said that this file understood the question the other way round.
with

files as (

    select distinct file_id, file from staged.tables

),

final as (

    select
        files.file_id,
        criteria.grid_version,
        criteria.criterion,
        case
            when answers.choice is null or answers.choice = 'as_asked' then criteria.polarity
            when criteria.polarity = 'reversed' then 'favourable'
            else 'reversed'
        end as polarity
    from files
    cross join config.criteria as criteria
    left join raw.answers as answers
        on answers.code = 'polarity' and answers.subject = files.file || '|' || criteria.criterion

)

select * from final
