-- One row per trained candidate, file that spoke of its pilot and part of its contract that the file states, in order of
-- arrival; what the file says of the campaign that counts wins over what it says of every campaign.
with

statements as (

    select
        trained.campaign as counting_campaign,
        statements.*,
        row_number() over (
            partition by
                statements.team_id, statements.certification_id, statements.file, statements.arrived_at,
                statements.arrival
            order by case when statements.campaign = '*' then 1 else 0 end
        ) as closeness
    from validated.pilot_statements as statements
    inner join validated.kpi_trained as trained
        on
            statements.team_id = trained.team_id
            and statements.certification_id = trained.certification_id
            and statements.campaign in (trained.campaign, '*')

),

parts as (

    select *, 'target_kpi' as part, target_kpi as stated from statements
    union all
    select *, 'target_value' as part, target_value as stated from statements
    union all
    select *, 'start_date' as part, cast(start_date as varchar) as stated from statements
    union all
    select *, 'end_date' as part, cast(end_date as varchar) as stated from statements
    union all
    select *, 'deadline' as part, cast(deadline as varchar) as stated from statements

),

final as (

    select
        team_id,
        certification_id,
        part,
        stated,
        case when part = 'target_value' then target_unit else '' end as unit,
        file,
        arrived_at,
        row_number() over (
            partition by team_id, certification_id, part order by arrived_at, arrival nulls first, file, place
        ) as place
    from parts
    where closeness = 1

)

select * from final
