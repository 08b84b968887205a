-- One row per campaign, candidate and place: an answer to ask for, the one that would settle most first.
select * from scored.settling_answers
order by campaign, team_id, certification_id, place
