-- One row per campaign and criterion ('*' for all together): whether ratings tell candidates apart. Of a confidential
-- campaign only where it may be told of every candidate that counts how its answers are spread.
with

hidden as (

    select distinct campaign from validated.confidentiality
    where not is_withheld and not shows_distribution

)

select reliability.* from scored.campaign_reliability as reliability
left join hidden on reliability.campaign = hidden.campaign
where hidden.campaign is null
order by reliability.campaign, reliability.criterion
