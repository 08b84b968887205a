-- One row per campaign, candidate and criterion of the campaign's grid: sums of notes in thousandths, whole numbers.
with

candidates as (

    select * from scored.candidates

),

criteria as (

    select * from config.criteria

),

grids as (

    select * from staged.campaign_grids

),

added as (

    select
        candidate_id,
        asked_id,
        count(*) as count_notes,
        cast(sum(note_thousandths) as bigint) as sum_notes,
        cast(sum(favourable_thousandths) as bigint) as sum_favourable
    from validated.counted_notes
    group by candidate_id, asked_id

),

sums as (

    select
        answered.campaign,
        answered.team_id,
        answered.certification_id,
        asked.criterion,
        added.count_notes,
        added.sum_notes,
        added.sum_favourable
    from added
    inner join validated.answered_candidates as answered on added.candidate_id = answered.candidate_id
    inner join staged.asked_criteria as asked on added.asked_id = asked.asked_id

),

final as (

    select
        candidates.campaign,
        candidates.team_id,
        candidates.certification_id,
        criteria.criterion,
        criteria.position,
        criteria.grid_version,
        criteria.weight_thousandths,
        criteria.polarity,
        criteria.lowest_thousandths,
        criteria.highest_thousandths,
        criteria.reserve_below_thousandths,
        coalesce(sums.count_notes, 0) as count_notes,
        coalesce(sums.sum_notes, 0) as sum_notes,
        coalesce(sums.sum_favourable, 0) as sum_favourable,
        coalesce(respondents.count_answers, 0) as count_answers
    from candidates
    inner join grids on candidates.campaign = grids.campaign
    inner join criteria on grids.grid_version = criteria.grid_version
    left join scored.respondents as respondents
        on
            candidates.campaign = respondents.campaign
            and candidates.team_id = respondents.team_id
            and candidates.certification_id = respondents.certification_id
    left join sums
        on
            candidates.campaign = sums.campaign
            and candidates.team_id = sums.team_id
            and candidates.certification_id = sums.certification_id
            and criteria.criterion = sums.criterion

)

select * from final
