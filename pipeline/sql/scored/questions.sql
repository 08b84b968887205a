-- One row per question that the received files raise: its code, what it is about, where it stands, and the facts it names.
with

states as (

    select * from validated.answer_states

),

team_names as (

    select * from scored.team_names

),

certification_names as (

    select * from scored.certification_names

),

near_names as (

    select
        code,
        subject,
        cast(null as int) as file_id,
        cast(null as int) as table_no,
        cast(null as int) as row_number,
        cast(null as int) as column_number,
        value,
        to_json({'other': other}) as facts
    from scored.near_names

),

latest_answers as (

    select
        *,
        max(submitted_at) over (partition by campaign, team_id, certification_id, respondent) as last_submitted_at
    from states
    where state <> 'duplicate' and respondent is not null

),

respondents_twice as (

    select
        'respondent_twice' as code,
        latest.campaign || '|' || latest.team_id || '|' || latest.certification_id || '|' || latest.respondent as subject,
        max(latest.file_id) as file_id,
        max(latest.table_no) as table_no,
        max(latest.first_row) as row_number,
        cast(null as int) as column_number,
        '' as value,
        to_json({
            'count': count(*),
            'team': max(team_names.team_name),
            'certification': max(certification_names.certification_name)
        }) as facts
    from latest_answers as latest
    inner join team_names on latest.team_id = team_names.team_id
    inner join certification_names on latest.certification_id = certification_names.certification_id
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
        cast(null as int) as column_number,
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
        cast(null as int) as column_number,
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
        cast(null as int) as column_number,
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
        cast(null as int) as column_number,
        responses.claimed_grid as value,
        to_json({'campaign': responses.campaign, 'grid': max(grids.grid_version)}) as facts
    from staged.responses as responses
    inner join staged.campaign_grids as grids on responses.campaign = grids.campaign
    where responses.claimed_grid <> grids.grid_version
    group by responses.file, responses.file_id, responses.table_no, responses.claimed_grid, responses.campaign

),

polarity as (

    select
        'polarity' as code,
        subject,
        file_id,
        table_no,
        cast(null as int) as row_number,
        column_number,
        '' as value,
        to_json({'criterion': criterion}) as facts
    from scored.polarity_doubts

),

-- Of a confidential campaign's files it is not told what single cells hold.
confidential as (

    select * from staged.confidential_tables

),

columns_with_ends as (

    select
        columns.* exclude (value, other, seen_low, seen_high),
        case when confidential.file_id is null then columns.value else '…' end as value,
        case when confidential.file_id is null then columns.other else '…' end as other,
        case when lowest % 1000 = 0 then cast(lowest // 1000 as varchar) else cast(cast(lowest as double) / 1000 as varchar) end as low,
        case when highest % 1000 = 0 then cast(highest // 1000 as varchar) else cast(cast(highest as double) / 1000 as varchar) end as high,
        cast(seen_low // 1000 as varchar) || '–' || cast(seen_high // 1000 as varchar) as seen
    from staged.doubtful_columns as columns
    left join confidential on columns.file_id = confidential.file_id and columns.table_no = confidential.table_no

),

doubtful_columns as (

    select
        code,
        subject,
        file_id,
        table_no,
        cast(null as int) as row_number,
        column_number,
        value,
        to_json({
            'low': low,
            'high': high,
            'seen': case when value = '' then seen else value end,
            'other': other
        }) as facts
    from columns_with_ends

),

currencies as (

    select
        'unknown_currency' as code,
        cells.currency_subject as subject,
        cells.file_id,
        min(cells.table_no) as table_no,
        min(cells.row_number) as row_number,
        min(cells.column_number) as column_number,
        min(cells.sent) as value,
        to_json({'currency': max(settings.currency)}) as facts
    from staged.cells as cells
    cross join config.settings as settings
    where cells.kind = 'currency'
    group by cells.currency_subject, cells.file_id

),

mixed_units as (

    select
        'mixed_units' as code,
        subject,
        file_id,
        table_no,
        row_number,
        cast(null as int) as column_number,
        kpi_name as value,
        to_json({'units': units, 'team': team_name}) as facts
    from scored.kpi_mixed_units

),

final as (

    select * from near_names
    union all
    select * from respondents_twice
    union all
    select * from newer_exports
    union all
    select * from shorter_corrections
    union all
    select * from two_quarters
    union all
    select * from other_grids
    union all
    select * from polarity
    union all
    select * from doubtful_columns
    union all
    select * from currencies
    union all
    select * from mixed_units

)

select
    code,
    subject,
    code || '-' || left(md5(code || '|' || subject), 8) as question_id,
    file_id,
    table_no,
    row_number,
    column_number,
    value,
    cast(facts as varchar) as facts
from final
