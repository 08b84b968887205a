-- One row per campaign, candidate and criterion that somebody rated in the previous campaign too: the means of those
-- people then and now. A sheet that a team fills in together is the team's, both times.
with

campaigns as (

    select campaign, previous_campaign from scored.campaigns where previous_campaign is not null

),

people as (

    select
        notes.campaign,
        notes.team_id,
        notes.certification_id,
        notes.criterion,
        coalesce(notes.respondent, case when answers.answer_kind = 'consensus' then '*' end) as person,
        count(*) as count_notes,
        cast(sum(notes.favourable_thousandths) as bigint) as sum_favourable
    from validated.current_responses as notes
    inner join validated.answer_states as answers
        on
            notes.file_id = answers.file_id
            and notes.table_no = answers.table_no
            and notes.first_row = answers.first_row
            and notes.certification_id = answers.certification_id
    where
        (notes.respondent is not null or answers.answer_kind = 'consensus')
        and exists (select 1 from campaigns where notes.campaign in (campaigns.campaign, campaigns.previous_campaign))
    group by
        notes.campaign, notes.team_id, notes.certification_id, notes.criterion,
        coalesce(notes.respondent, case when answers.answer_kind = 'consensus' then '*' end)

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
