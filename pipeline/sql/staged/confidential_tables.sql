-- One row per received file and table with an answer of a confidential campaign: what its cells hold is not published.
select distinct
    responses.file_id,
    responses.table_no
from staged.responses as responses
inner join config.campaigns as campaigns on responses.campaign = campaigns.campaign
where campaigns.mode = 'survey'
