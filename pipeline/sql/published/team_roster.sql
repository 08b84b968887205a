-- One row per team of the roster: who is expected to answer, and since when.
with

roster as (

    select * from validated.roster_current

),

teams as (

    select * from scored.team_names

),

final as (

    select
        roster.team_id,
        teams.team_name,
        roster.code,
        replace(roster.aliases, chr(10), '; ') as aliases,
        roster.business_unit,
        roster.headcount,
        roster.expected_answers,
        roster.valid_from,
        roster.valid_to
    from roster
    inner join teams on roster.team_id = teams.team_id

)

select * from final
order by team_name, team_id
