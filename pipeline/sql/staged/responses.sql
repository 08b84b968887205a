-- One row per response row and certification it rates, with identities, campaign, and the answer it belongs to:
-- line_id and answer_id are what the notes' joins compare.
with

fields as (

    select * from staged.response_fields

),

-- A criterion × certification table rates several certifications in one row.
rated as (

    select distinct
        places.file_id,
        places.table_no,
        cells.row_number,
        places.item
    from staged.places as places
    inner join raw.cells as cells on places.place_id = cells.place_id
    where places.field = 'note' and places.record = 'A' and places.item <> ''

),

lines as (

    select
        fields.file_id,
        fields.table_no,
        fields.row_number,
        coalesce(rated.item, '') as item,
        row_number() over (order by fields.file_id, fields.table_no, fields.row_number, rated.item) as line_id
    from fields
    left join rated
        on
            fields.file_id = rated.file_id
            and fields.table_no = rated.table_no
            and fields.row_number = rated.row_number

),

items as (

    select
        fields.*,
        lines.item,
        lines.line_id
    from fields
    inner join lines
        on
            fields.file_id = lines.file_id
            and fields.table_no = lines.table_no
            and fields.row_number = lines.row_number

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
        campaign_ids.campaign as stated_campaign
    from items
    inner join tables on items.file_id = tables.file_id and items.table_no = tables.table_no
    left join staged.campaign_ids as campaign_ids
        on coalesce(items.campaign, tables.table_campaign) = campaign_ids.spelling

),

days as (

    select distinct cast(submitted_at as date) as day from placed
    where submitted_at is not null

),

quarters as (

    select
        days.day,
        cast(extract(year from days.day) as int)
            - case when extract(month from days.day) < settings.first_month_of_year then 1 else 0 end as fiscal_year,
        (cast(extract(month from days.day) as int) - settings.first_month_of_year + 12) % 12 // 3 + 1 as quarter
    from days
    cross join config.settings as settings

),

-- A day belongs to the declared campaign whose window holds it, of several to the first that closes.
calendar as (

    select
        quarters.day,
        declared.campaign as declared_campaign,
        lead(declared.campaign) over (
            partition by quarters.day order by declared.closes, declared.campaign
        ) as next_campaign,
        cast(quarters.fiscal_year as varchar) || '-Q' || cast(quarters.quarter as varchar) as quarter
    from quarters
    left join config.campaigns as declared on quarters.day >= declared.opens and quarters.day <= declared.closes
    qualify row_number() over (partition by quarters.day order by declared.closes, declared.campaign) = 1

),

dated as (

    select
        placed.* exclude (stated_campaign),
        placed.stated_campaign is null and calendar.declared_campaign is null and calendar.day is not null as by_quarter,
        case when placed.stated_campaign is null then calendar.next_campaign end as other_campaign,
        coalesce(placed.stated_campaign, calendar.declared_campaign, calendar.quarter, 'undated') as dated_campaign
    from placed
    left join calendar on cast(placed.submitted_at as date) = calendar.day

),

spans as (

    select
        file_id,
        min(dated_campaign) as first_quarter,
        max(dated_campaign) as last_quarter
    from dated
    where by_quarter
    group by file_id

),

-- A person may have said that a file whose answers straddle a quarter's end is one campaign.
settled as (

    select
        dated.*,
        spans.first_quarter,
        spans.last_quarter,
        case
            when not dated.by_quarter then dated.dated_campaign
            when answers.choice = 'first' then spans.first_quarter
            when answers.choice = 'last' then spans.last_quarter
            else dated.dated_campaign
        end as campaign
    from dated
    left join spans on dated.file_id = spans.file_id
    left join raw.answers as answers on answers.code = 'two_quarters' and dated.file = answers.subject

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

-- In the long layout several rows are one answer.
final as (

    select
        *,
        row_number as first_row,
        line_id as answer_id
    from identified
    where layout <> 'long'
    union all
    select
        *,
        min(row_number) over answer_lines as first_row,
        min(line_id) over answer_lines as answer_id
    from identified
    where layout = 'long'
    window answer_lines as (
        partition by file_id, table_no, campaign, team_id, certification_id, respondent, submitted_at
    )

)

select * from final
