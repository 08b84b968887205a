-- One row: the latest campaign that has answers, or 'undated' where none has.
with

answered as (

    select
        states.campaign,
        coalesce(declared.closes, cast(min(states.submitted_at) as date)) as ordered_by
    from validated.answer_states as states
    left join config.campaigns as declared on states.campaign = declared.campaign
    group by states.campaign, declared.closes

),

latest as (

    select campaign from answered
    qualify row_number() over (order by campaign = 'undated', ordered_by desc nulls last, campaign desc) = 1

)

select coalesce(max(campaign), 'undated') as latest_campaign from latest
