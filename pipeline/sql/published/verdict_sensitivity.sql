-- One row per campaign, scored candidate and variant: what another way of summing up, or other weights, would say.
select * from scored.verdict_sensitivity
order by campaign, team_id, certification_id, variant
