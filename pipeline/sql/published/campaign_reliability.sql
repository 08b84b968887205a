-- One row per campaign and criterion ('*' for all together): whether ratings tell candidates apart.
select * from scored.campaign_reliability
order by campaign, criterion
