-- One row per candidate that was trained or whose training somebody reported on: when it ended and what it cost, in cents.
-- A roll-out costs what its participants cost, where that is known.
with

trained as (

    select * from validated.kpi_trained

),

reports as (

    select * from scored.training_reports

),

candidates as (

    select team_id, certification_id from trained
    union
    select team_id, certification_id from reports

),

-- Of several campaigns with the same register row the last one in the alphabet: they cost the same.
costs as (

    select
        register.team_id,
        register.certification_id,
        register.register_campaign,
        register.status,
        register.benefit_cents,
        costs.full_cents,
        costs.rollout_cents
    from scored.register_by_candidate as register
    inner join scored.costs as costs
        on
            register.campaign = costs.campaign
            and register.team_id = costs.team_id
            and register.certification_id = costs.certification_id
    qualify
        row_number() over (
            partition by register.team_id, register.certification_id, register.register_campaign
            order by register.campaign desc
        ) = 1

),

final as (

    select
        candidates.team_id,
        candidates.certification_id,
        trained.start_date,
        trained.window_opens as ended_on,
        costs.benefit_cents as declared_cents,
        case when costs.status = 'deployed' then coalesce(costs.rollout_cents, costs.full_cents) else costs.full_cents end
            as cost_cents,
        teams.team_name,
        certifications.certification_name,
        reports.* exclude (team_id, certification_id)
    from candidates
    left join trained
        on candidates.team_id = trained.team_id and candidates.certification_id = trained.certification_id
    left join reports
        on candidates.team_id = reports.team_id and candidates.certification_id = reports.certification_id
    left join costs
        on
            candidates.team_id = costs.team_id
            and candidates.certification_id = costs.certification_id
            and trained.campaign = costs.register_campaign
    left join scored.team_names as teams on candidates.team_id = teams.team_id
    left join scored.certification_names as certifications
        on candidates.certification_id = certifications.certification_id

)

select * from final
order by team_id, certification_id
