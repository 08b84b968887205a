-- One row per campaign, team and certification that an accepted answer is about; candidate_id is what joins compare.
with

named as (

    select distinct
        campaign,
        team_id,
        certification_id
    from validated.answers

)

select
    row_number() over (order by campaign, team_id, certification_id) as candidate_id,
    *
from named
