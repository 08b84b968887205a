-- One row per campaign, team and certification that an answer or the register names.
with

answered as (

    select distinct
        campaign,
        team_id,
        certification_id
    from validated.answer_states

),

registered as (

    select distinct
        campaign,
        team_id,
        certification_id
    from validated.register_current

),

-- A register row without a campaign holds for every campaign; its candidate is listed once more only when nobody
-- answered about it, in the latest campaign that has answers.
unanswered as (

    select
        latest.latest_campaign as campaign,
        registered.team_id,
        registered.certification_id
    from registered
    cross join scored.answered_campaigns as latest
    left join answered
        on registered.team_id = answered.team_id and registered.certification_id = answered.certification_id
    where registered.campaign = '*' and answered.team_id is null

),

final as (

    select * from answered
    union
    select * from registered
    where campaign <> '*'
    union
    select * from unanswered

)

select * from final
