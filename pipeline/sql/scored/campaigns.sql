-- One row per campaign that holds a candidate, in order: by closing date where declared, else by earliest submission,
-- else by the end of the quarter it is named after, then by name. 'undated' comes last and has no previous.
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

submissions as (

    select
        campaign,
        min(submitted_at) as first_submission,
        max(submitted_at) as last_submission,
        count(*) as count_answers
    from validated.answer_states
    group by campaign

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
        submissions.first_submission,
        submissions.last_submission,
        coalesce(submissions.count_answers, 0) as count_answers,
        coalesce(
            declared.closes,
            cast(submissions.first_submission as date),
            try_cast(
                left(grids.campaign, 4) || '-'
                || case right(grids.campaign, 2) when 'Q1' then '03-31' when 'Q2' then '06-30'
                    when 'Q3' then '09-30' when 'Q4' then '12-31' end as date
            )
        ) as ordered_by
    from grids
    inner join candidates on grids.campaign = candidates.campaign
    left join config.campaigns as declared on grids.campaign = declared.campaign
    left join submissions on grids.campaign = submissions.campaign

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
