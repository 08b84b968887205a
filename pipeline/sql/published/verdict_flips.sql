-- One row per campaign, scored candidate, way to change its verdict and criterion ('*' for all): what it would take.
select * from scored.verdict_flips
order by campaign, team_id, certification_id, flip, criterion
