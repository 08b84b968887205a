-- One row per campaign, candidate scored in the previous campaign too, part of the change of its score and criterion
-- ('*' is the whole part): points, and for whole parts where they lead from and to.
with

parts as (

    select * from scored.bridge_parts

),

by_part as (

    select
        campaign,
        team_id,
        certification_id,
        part,
        case part
            when 'corrections' then 1 when 'respondents' then 2 when 'answers_together' then 2 when 'notes' then 3 when 'weights' then 4 else 5
        end as part_order,
        sum(points) as points
    from parts
    group by campaign, team_id, certification_id, part

),

stayed as (

    select
        campaign,
        team_id,
        certification_id,
        max(count_people) as count_stayed
    from scored.bridge_stayed
    group by campaign, team_id, certification_id

),

whole as (

    select
        by_part.*,
        scores.score_percent - sum(by_part.points) over (
            partition by by_part.campaign, by_part.team_id, by_part.certification_id
            order by by_part.part_order desc
            rows between unbounded preceding and current row
        ) as start_percent,
        coalesce(stayed.count_stayed, 0) as count_stayed
    from by_part
    inner join scored.candidate_scores as scores
        on
            by_part.campaign = scores.campaign
            and by_part.team_id = scores.team_id
            and by_part.certification_id = scores.certification_id
    left join stayed
        on
            by_part.campaign = stayed.campaign
            and by_part.team_id = stayed.team_id
            and by_part.certification_id = stayed.certification_id

),

final as (

    select
        whole.campaign,
        whole.team_id,
        whole.certification_id,
        whole.part,
        '*' as criterion,
        campaigns.previous_campaign,
        whole.points,
        whole.start_percent,
        whole.start_percent + whole.points as end_percent,
        case when whole.part = 'notes' then whole.count_stayed end as count_stayed
    from whole
    inner join scored.campaigns as campaigns on whole.campaign = campaigns.campaign
    union all
    select
        parts.campaign,
        parts.team_id,
        parts.certification_id,
        parts.part,
        parts.criterion,
        campaigns.previous_campaign,
        parts.points,
        cast(null as double) as start_percent,
        cast(null as double) as end_percent,
        cast(null as bigint) as count_stayed
    from parts
    inner join scored.campaigns as campaigns on parts.campaign = campaigns.campaign
    where parts.criterion <> '*'

)

select * from final
order by campaign, team_id, certification_id, part, criterion
