-- One row per trained candidate: a pilot or a roll-out with a start date. A pilot that the committee stopped took place:
-- its team is no untouched comparison, and leaving it out would only keep those that went well. What a campaign says wins
-- over what holds for every campaign; of several the first to start counts, for later ones find no untouched baseline.
with

trained as (

    select * from validated.register_current
    where (status in ('pilot', 'deployed') or took_place) and start_date is not null

),

final as (

    select
        team_id,
        certification_id,
        campaign,
        start_date,
        greatest(start_date, coalesce(end_date, start_date)) as window_opens,
        deadline
    from trained
    qualify
        row_number() over (
            partition by team_id, certification_id
            order by case when campaign = '*' then 1 else 0 end, start_date, campaign
        ) = 1

)

select * from final
