-- One row per campaign that holds a candidate, in the order of the days in scored.campaign_moments, then by name.
-- 'undated' comes last and has no previous.
with

grids as (

    select * from staged.campaign_grids

),

candidates as (

    select
        campaign,
        count(*) as count_candidates
    from scored.candidates
    group by campaign

),

moments as (

    select * from scored.campaign_moments

),

dated as (

    select
        grids.campaign,
        grids.grid_version,
        declared.label_fr,
        declared.label_en,
        declared.opens,
        declared.closes,
        coalesce(declared.mode, 'open') as mode,
        moments.first_submission,
        moments.last_submission,
        moments.count_answers,
        moments.ordered_by
    from grids
    inner join candidates on grids.campaign = candidates.campaign
    inner join moments on grids.campaign = moments.campaign
    left join config.campaigns as declared on grids.campaign = declared.campaign

),

ordered as (

    select
        *,
        row_number() over (order by campaign = 'undated', ordered_by nulls first, campaign) as campaign_order
    from dated

),

final as (

    select
        *,
        case when campaign <> 'undated' then lag(campaign) over (order by campaign_order) end as previous_campaign
    from ordered

)

select * from final
