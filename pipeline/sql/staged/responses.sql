-- One row per response row and certification it rates, with identities, campaign, and the first row of its answer.
with

fields as (

    select * from staged.response_fields

),

-- A criterion × certification table rates several certifications in one row.
rated as (

    select distinct
        file_id,
        table_no,
        row_number,
        item
    from staged.sent_notes
    where item <> ''

),

items as (

    select
        fields.*,
        coalesce(rated.item, '') as item
    from fields
    left join rated
        on
            fields.file_id = rated.file_id
            and fields.table_no = rated.table_no
            and fields.row_number = rated.row_number

),

tables as (

    select * from staged.tables

),

placed as (

    select
        items.* exclude (team, certification, campaign, claimed_grid),
        tables.file,
        tables.arrival,
        coalesce(items.claimed_grid, tables.claimed_grid) as claimed_grid,
        coalesce(items.team, tables.table_team) as team_name,
        coalesce(nullif(items.item, ''), items.certification, tables.table_certification) as certification_name,
        coalesce(items.campaign, tables.table_campaign) as stated_campaign
    from items
    inner join tables on items.file_id = tables.file_id and items.table_no = tables.table_no

),

windows as (

    select
        placed.*,
        declared.campaign as window_campaign
    from placed
    left join config.campaigns as declared
        on
            placed.stated_campaign is null
            and cast(placed.submitted_at as date) >= declared.opens
            and cast(placed.submitted_at as date) <= declared.closes
    qualify
        row_number() over (
            partition by placed.file_id, placed.table_no, placed.row_number, placed.item
            order by declared.closes, declared.campaign
        ) = 1

),

quarters as (

    select
        windows.*,
        cast(extract(year from submitted_at) as int)
            - case when extract(month from submitted_at) < settings.first_month_of_year then 1 else 0 end as fiscal_year,
        (cast(extract(month from submitted_at) as int) - settings.first_month_of_year + 12) % 12 // 3 + 1 as quarter
    from windows
    cross join config.settings as settings

),

dated as (

    select
        * exclude (fiscal_year, quarter, window_campaign),
        coalesce(stated_campaign, window_campaign) is null and submitted_at is not null as by_quarter,
        coalesce(
            stated_campaign,
            window_campaign,
            cast(fiscal_year as varchar) || '-Q' || cast(quarter as varchar),
            'undated'
        ) as dated_campaign
    from quarters

),

spans as (

    select
        *,
        min(case when by_quarter then dated_campaign end) over (partition by file_id) as first_quarter,
        max(case when by_quarter then dated_campaign end) over (partition by file_id) as last_quarter
    from dated

),

-- A person may have said that a file whose answers straddle a quarter's end is one campaign.
settled as (

    select
        spans.*,
        case
            when not spans.by_quarter then spans.dated_campaign
            when answers.choice = 'first' then spans.first_quarter
            when answers.choice = 'last' then spans.last_quarter
            else spans.dated_campaign
        end as campaign
    from spans
    left join raw.answers as answers on answers.code = 'two_quarters' and spans.file = answers.subject

),

identified as (

    select
        settled.*,
        team_ids.team_id,
        certification_ids.certification_id
    from settled
    left join staged.team_ids as team_ids on settled.team_name = team_ids.spelling
    left join staged.certification_ids as certification_ids
        on settled.certification_name = certification_ids.spelling

),

final as (

    select
        *,
        case
            when layout = 'long'
                then min(row_number) over (
                    partition by file_id, table_no, campaign, team_id, certification_id, respondent, submitted_at
                )
            else row_number
        end as first_row
    from identified

)

select * from final
