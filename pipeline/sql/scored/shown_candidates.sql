-- One row per campaign and candidate: whether its campaign is confidential, and whether it may be told how its answers are
-- spread (always so where the campaign is open).
select
    candidates.campaign,
    candidates.team_id,
    candidates.certification_id,
    campaigns.mode = 'survey' as is_confidential,
    campaigns.mode <> 'survey' or coalesce(confidentiality.shows_distribution, false) as shows_distribution
from scored.candidates as candidates
inner join scored.campaigns as campaigns on candidates.campaign = campaigns.campaign
left join validated.confidentiality as confidentiality
    on
        candidates.campaign = confidentiality.campaign
        and candidates.team_id = confidentiality.team_id
        and candidates.certification_id = confidentiality.certification_id
