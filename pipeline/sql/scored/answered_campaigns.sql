-- One row: the latest campaign that has answers, in the order of scored.campaigns, or 'undated' where none has.
with

latest as (

    select campaign from scored.campaign_moments
    where count_answers > 0
    qualify row_number() over (order by campaign = 'undated', ordered_by desc nulls last, campaign desc) = 1

)

select coalesce(max(campaign), 'undated') as latest_campaign from latest
