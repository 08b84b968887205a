-- One row per trained candidate: from when on its baseline is locked, which is its start, or the committee's step `pilot`
-- where that came before.
with

decided as (

    select
        team_id,
        certification_id,
        min(steps.at) as decided_at
    from raw.pilot_steps as steps
    where step = 'pilot'
    group by team_id, certification_id

),

final as (

    select
        trained.team_id,
        trained.certification_id,
        trained.start_date,
        least(
            cast(trained.start_date as timestamp), coalesce(decided.decided_at, cast(trained.start_date as timestamp))
        ) as locked_at
    from validated.kpi_trained as trained
    left join decided
        on trained.team_id = decided.team_id and trained.certification_id = decided.certification_id

)

select * from final
