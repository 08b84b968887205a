-- One row per campaign: what the numbers on certainty were computed with.
select * from scored.campaign_certainty
order by campaign
