-- One row per campaign and candidate that the register knows; a row for that campaign wins over one for all.
with

candidates as (

    select * from scored.candidates

),

register as (

    select * from validated.register_current

),

final as (

    select
        register.* exclude (campaign, team_id, certification_id),
        candidates.campaign,
        candidates.team_id,
        candidates.certification_id,
        register.campaign as register_campaign
    from candidates
    inner join register
        on
            candidates.team_id = register.team_id
            and candidates.certification_id = register.certification_id
            and register.campaign in (candidates.campaign, '*')
    qualify
        row_number() over (
            partition by candidates.campaign, candidates.team_id, candidates.certification_id
            order by register.campaign = '*'
        ) = 1

)

select * from final
