-- One row per campaign, candidate and place: an answer to ask for, the one that would settle most first. Of a confidential
-- campaign never which kind of evaluators did not answer, and where opinions differ only once that may be told.
with

told as (

    select settling.* from scored.settling_answers as settling
    inner join scored.shown_candidates as shown
        on
            settling.campaign = shown.campaign
            and settling.team_id = shown.team_id
            and settling.certification_id = shown.certification_id
    where
        not (shown.is_confidential and settling.ask = 'absent_kind')
        and (shown.shows_distribution or settling.ask <> 'divided')

),

final as (

    select
        campaign,
        team_id,
        certification_id,
        cast(row_number() over (partition by campaign, team_id, certification_id order by place) as int) as place,
        ask,
        criterion,
        evaluator_kind,
        count_answers,
        sentence_fr,
        sentence_en
    from told

)

select * from final
order by campaign, team_id, certification_id, place
