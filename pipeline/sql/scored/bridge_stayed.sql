-- One row per campaign, candidate and criterion that somebody rated in the previous campaign too: the means of those
-- people then and now. Not where either campaign is confidential: those who stayed may be few, and so may be the others. A sheet that a team fills in together is the team's, both times.
with

campaigns as (

    select
        now.campaign,
        now.previous_campaign
    from scored.campaigns as now
    inner join scored.campaigns as before on now.previous_campaign = before.campaign
    where now.mode <> 'survey' and before.mode <> 'survey'

),

concerned as (

    select campaign from campaigns
    union
    select previous_campaign as campaign from campaigns

),

answers as (

    select
        states.*,
        coalesce(states.respondent, case when states.answer_kind = 'consensus' then '*' end) as person
    from validated.answer_states as states
    inner join concerned on states.campaign = concerned.campaign

),

people as (

    select
        answers.campaign,
        answers.team_id,
        answers.certification_id,
        asked.criterion,
        answers.person,
        count(*) as count_notes,
        cast(sum(notes.favourable_thousandths) as bigint) as sum_favourable
    from answers
    inner join validated.counted_notes as notes on answers.answer_id = notes.answer_id
    inner join staged.asked_criteria as asked on notes.asked_id = asked.asked_id
    where answers.person is not null
    group by answers.campaign, answers.team_id, answers.certification_id, asked.criterion, answers.person

),

final as (

    select
        now.campaign,
        now.team_id,
        now.certification_id,
        now.criterion,
        count(*) as count_people,
        cast(sum(now.sum_favourable) as double) / cast(sum(now.count_notes) as bigint) / 1000 as mean_now,
        cast(sum(before.sum_favourable) as double) / cast(sum(before.count_notes) as bigint) / 1000 as mean_before
    from people as now
    inner join campaigns on now.campaign = campaigns.campaign
    inner join people as before
        on
            campaigns.previous_campaign = before.campaign
            and now.team_id = before.team_id
            and now.certification_id = before.certification_id
            and now.criterion = before.criterion
            and now.person = before.person
    group by now.campaign, now.team_id, now.certification_id, now.criterion

)

select * from final
