-- One row per question about whose answers count and where: people, files sent again, campaigns, grids.
with

latest_answers as (

    select
        *,
        max(submitted_at) over (partition by campaign, team_id, certification_id, respondent) as last_submitted_at
    from validated.answer_states
    where state <> 'duplicate' and respondent is not null

),

respondents_twice as (

    select
        'respondent_twice' as code,
        latest.campaign || '|' || latest.team_id || '|' || latest.certification_id || '|' || latest.respondent as subject,
        max(latest.file_id) as file_id,
        max(latest.table_no) as table_no,
        max(latest.first_row) as row_number,
        '' as value,
        to_json({
            'count': count(*),
            'team': max(team_names.team_name),
            'certification': max(certification_names.certification_name)
        }) as facts
    from latest_answers as latest
    inner join scored.team_names as team_names on latest.team_id = team_names.team_id
    inner join scored.certification_names as certification_names
        on latest.certification_id = certification_names.certification_id
    where latest.submitted_at is null or latest.submitted_at = latest.last_submitted_at
    group by latest.campaign, latest.team_id, latest.certification_id, latest.respondent
    having count(*) > 1

),

newer_exports as (

    select
        'newer_export' as code,
        subject,
        file_id,
        cast(null as int) as table_no,
        cast(null as int) as row_number,
        '' as value,
        to_json({'count': cast(sum(count_repeated) as bigint), 'other': max(older_file)}) as facts
    from validated.replaced_files
    where is_doubtful and subject not in (select subject from staged.corrections)
    group by subject, file_id

),

shorter_corrections as (

    select
        'correction_lacks_rows' as code,
        subject,
        newer_file_id as file_id,
        cast(null as int) as table_no,
        cast(null as int) as row_number,
        '' as value,
        to_json({'count': count_lost, 'other': older_file}) as facts
    from staged.corrections
    where is_doubtful

),

dated as (

    select
        file_id,
        file,
        dated_campaign,
        min(submitted_at) as first_at,
        max(submitted_at) as last_at
    from staged.responses
    where by_quarter
    group by file_id, file, dated_campaign

),

two_quarters as (

    select
        'two_quarters' as code,
        file as subject,
        file_id,
        cast(null as int) as table_no,
        cast(null as int) as row_number,
        '' as value,
        to_json({
            'first': cast(cast(min(first_at) as date) as varchar),
            'last': cast(cast(max(last_at) as date) as varchar)
        }) as facts
    from dated
    group by file_id, file
    having
        count(*) > 1
        and date_diff('day', cast(min(first_at) as date), cast(max(last_at) as date)) <= 45

),

other_grids as (

    select
        'other_grid' as code,
        responses.file || '|' || responses.claimed_grid || '|' || responses.campaign as subject,
        responses.file_id,
        responses.table_no,
        cast(null as int) as row_number,
        responses.claimed_grid as value,
        to_json({'campaign': responses.campaign, 'grid': max(grids.grid_version)}) as facts
    from staged.responses as responses
    inner join staged.campaign_grids as grids on responses.campaign = grids.campaign
    where responses.claimed_grid <> grids.grid_version
    group by responses.file, responses.file_id, responses.table_no, responses.claimed_grid, responses.campaign

),

final as (

    select * from respondents_twice
    union all
    select * from newer_exports
    union all
    select * from shorter_corrections
    union all
    select * from two_quarters
    union all
    select * from other_grids

)

select
    code,
    subject,
    file_id,
    table_no,
    row_number,
    cast(null as int) as column_number,
    value,
    facts
from final
