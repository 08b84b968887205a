-- One row per campaign that holds a candidate, in order.
select
    campaign,
    label_fr,
    label_en,
    opens,
    closes,
    grid_version,
    mode,
    cast(campaign_order as int) as campaign_order,
    previous_campaign,
    first_submission,
    last_submission
from scored.campaigns
order by campaign_order
