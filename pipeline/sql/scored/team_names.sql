-- One row per team: its name as the roster or the register writes it, else its most frequent spelling, else the first.
with

spelled as (

    select team_id, team_name as spelling, 2 as preference, file_id, row_number
    from staged.row_names
    inner join staged.rows using (file_id, table_no, row_number)
    where record = 'B'
    union all
    select team_id, team_name as spelling, 3 as preference, file_id, row_number
    from staged.responses
    union all
    select team_id, team_name as spelling, 4 as preference, file_id, row_number
    from staged.row_names
    union all
    select team_id, team as spelling, 1 as preference, file_id, row_number
    from validated.roster_current
    union all
    select team_ids.team_id, expected.team as spelling, 5 as preference, 0 as file_id, 0 as row_number
    from config.expected_teams as expected
    inner join staged.team_ids as team_ids on expected.team = team_ids.spelling

),

counted as (

    select
        team_id,
        spelling,
        min(preference) as preference,
        count(*) as count_spelled,
        min(file_id) as first_file,
        min(row_number) as first_row
    from spelled
    where team_id is not null
    group by team_id, spelling

),

chosen as (

    select team_id, spelling from counted
    qualify
        row_number() over (
            partition by team_id order by preference, count_spelled desc, first_file, first_row, spelling
        ) = 1

),

final as (

    select
        chosen.team_id,
        chosen.spelling as team_name,
        roster.business_unit,
        roster.headcount,
        roster.expected_answers
    from chosen
    left join validated.roster_current as roster on chosen.team_id = roster.team_id

)

select * from final
