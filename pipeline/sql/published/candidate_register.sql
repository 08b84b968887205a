-- One row per campaign and candidate that the register knows: everything it says beside the score.
with

register as (

    select * from scored.register_by_candidate

),

final as (

    select
        register.campaign,
        register.team_id,
        register.certification_id,
        register.status,
        register.owner,
        register.sponsor,
        contracts.target_value,
        contracts.deadline,
        register.pilot_participants,
        register.rollout_participants,
        cast(costs.fee_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as fee_per_person,
        cast(costs.hours_hundredths as double) / 100 as hours_per_person,
        cast(register.hourly_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as hourly_cost,
        cast(register.coaching_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as coaching_cost,
        cast(register.funding_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as external_funding,
        cast(register.benefit_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as expected_annual_benefit,
        register.other_way,
        cast(register.other_way_cents * cast(0.01 as decimal(3, 2)) as decimal(18, 2)) as other_way_cost,
        coalesce(register.mandatory, false) as mandatory,
        coalesce(register.excluded, false) as excluded,
        register.prerequisite,
        register.start_date,
        register.end_date,
        register.file,
        register.row_number,
        register.register_campaign,
        register.register_status
    from register
    inner join scored.campaigns as campaigns on register.campaign = campaigns.campaign
    left join scored.costs as costs
        on
            register.campaign = costs.campaign
            and register.team_id = costs.team_id
            and register.certification_id = costs.certification_id
    left join scored.contracts as contracts
        on
            register.campaign = contracts.campaign
            and register.team_id = contracts.team_id
            and register.certification_id = contracts.certification_id
    order by campaigns.campaign_order, register.team_id, register.certification_id

)

select * from final
