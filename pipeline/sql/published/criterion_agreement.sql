-- One row per campaign, candidate and criterion: whether those who answered for themselves agree.
select * from scored.criterion_agreement
order by campaign, team_id, certification_id, criterion
