-- One row per campaign and team that is expected or answered: what came in of what was expected.
with

lines as (

    select * from staged.responses

),

states as (

    select * from scored.row_states

),

received as (

    select
        lines.campaign,
        lines.team_id,
        count(distinct cast(lines.file_id as varchar) || '/' || cast(lines.table_no as varchar) || '/' || cast(lines.first_row as varchar)) as received,
        count(distinct case when states.state = 'accepted' then cast(lines.file_id as varchar) || '/' || cast(lines.table_no as varchar) || '/' || cast(lines.first_row as varchar) end) as accepted,
        count(distinct case when states.state = 'rejected' then cast(lines.file_id as varchar) || '/' || cast(lines.table_no as varchar) || '/' || cast(lines.first_row as varchar) end) as with_errors,
        max(lines.submitted_at) as last_received
    from lines
    inner join states
        on lines.file_id = states.file_id and lines.table_no = states.table_no and lines.row_number = states.row_number
    where lines.team_id is not null
    group by lines.campaign, lines.team_id

),

expected as (

    select
        campaigns.campaign,
        team_ids.team_id
    from config.expected_teams as expected
    inner join staged.team_ids as team_ids on expected.team = team_ids.spelling
    inner join scored.campaigns as campaigns on expected.campaign = campaigns.campaign
    union
    select
        campaigns.campaign,
        roster.team_id
    from validated.roster_current as roster
    inner join scored.campaigns as campaigns
        on
            campaigns.campaign <> 'undated'
            and coalesce(roster.valid_from <= coalesce(campaigns.closes, cast(campaigns.last_submission as date)), true)
            and coalesce(roster.valid_to >= coalesce(campaigns.opens, cast(campaigns.first_submission as date)), true)
    where roster.expected_answers > 0

),

both_sides as (

    select campaign, team_id from expected
    union
    select campaign, team_id from received

),

final as (

    select
        both_sides.campaign,
        both_sides.team_id,
        teams.team_name,
        coalesce(received.received, 0) as received,
        coalesce(received.accepted, 0) as accepted,
        teams.expected_answers as expected,
        coalesce(received.with_errors, 0) as with_errors,
        received.last_received,
        case
            when coalesce(received.received, 0) = 0 then 'missing'
            when received.with_errors > 0 then 'with_errors'
            when received.accepted < teams.expected_answers then 'partial'
            else 'complete'
        end as state
    from both_sides
    left join received on both_sides.campaign = received.campaign and both_sides.team_id = received.team_id
    left join scored.team_names as teams on both_sides.team_id = teams.team_id

)

select final.* from final
left join scored.campaigns as campaigns on final.campaign = campaigns.campaign
order by campaigns.campaign_order, team_name, team_id
