-- One row per campaign that answers or the configuration name: what it was answered, and the day that orders it: its
-- closing date where declared, else its earliest submission, else the end of the quarter it is named after.
with

grids as (

    select * from staged.campaign_grids

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

final as (

    select
        grids.campaign,
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
    left join config.campaigns as declared on grids.campaign = declared.campaign
    left join submissions on grids.campaign = submissions.campaign

)

select * from final
