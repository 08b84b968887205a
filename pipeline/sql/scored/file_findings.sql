-- One row per finding about a whole file or table: what it lacks, when it was received before, what replaced it.
with

-- What was wrong with a file is settled once its correction stands for it.
corrected as (

    select distinct older_file_id from staged.corrections where replaces

),

refused as (

    select
        'missing_column' as code,
        file_id,
        table_no,
        to_json({'wanted': wanted, 'found': found_headings, 'nearest': nearest}) as facts
    from staged.refused_tables

),

undated as (

    select
        'undated' as code,
        file_id,
        cast(null as int) as table_no,
        to_json({'count': count(*)}) as facts
    from validated.answer_states
    where campaign = 'undated'
    group by file_id

),

-- The day of these answers lies in the windows of several declared campaigns, and nothing else names one.
in_two_windows as (

    select
        'two_campaigns' as code,
        answers.file_id,
        cast(null as int) as table_no,
        to_json({
            'count': count(distinct answers.answer_id), 'campaign': answers.campaign, 'other': lines.other_campaign
        }) as facts
    from validated.answer_states as answers
    inner join staged.responses as lines on answers.answer_id = lines.answer_id
    where lines.other_campaign is not null
    group by answers.file_id, answers.campaign, lines.other_campaign

),

replaced as (

    select
        'corrected_file' as code,
        older_file_id as file_id,
        cast(null as int) as table_no,
        to_json({'other': max(newer_file)}) as facts
    from staged.corrections
    where replaces
    group by older_file_id

),

copies as (

    select
        min(files.file_id) as file_id,
        files.received_file,
        files.sha256,
        first_value(files.received_file) over (
            partition by files.sha256 order by min(files.arrival), min(files.file_id)
        ) as first_received
    from raw.files as files
    left join corrected on files.file_id = corrected.older_file_id
    where corrected.older_file_id is null
    group by files.received_file, files.sha256

),

received_before as (

    select
        'already_received' as code,
        file_id,
        cast(null as int) as table_no,
        to_json({'other': first_received}) as facts
    from copies
    where received_file <> first_received

),

final as (

    select * from refused
    union all
    select * from undated
    union all
    select * from in_two_windows
    union all
    select * from replaced
    union all
    select * from received_before

)

select
    code,
    '' as subject,
    file_id,
    table_no,
    '' as sheet,
    cast(null as int) as row_number,
    cast(null as int) as column_number,
    '' as column_name,
    '' as cell,
    '' as value,
    cast(facts as varchar) as facts
from final
