-- One row per campaign and candidate of the register: its costs in cents. A missing part makes a cost null, never zero.
with

register as (

    select * from scored.register_by_candidate

),

-- A fee or a duration that the register leaves out is the catalogue's.
parts as (

    select
        register.campaign,
        register.team_id,
        register.certification_id,
        cast(register.pilot_participants as bigint) as pilot_participants,
        cast(register.rollout_participants as bigint) as rollout_participants,
        coalesce(register.fee_cents, catalogue.fee_cents) as fee_cents,
        coalesce(register.hours_hundredths, catalogue.hours_hundredths) as hours_hundredths,
        register.hourly_cents,
        register.coaching_cents,
        register.funding_cents
    from register
    left join validated.catalogue_current as catalogue on register.certification_id = catalogue.certification_id

),

times as (

    select
        *,
        (pilot_participants * hours_hundredths * hourly_cents + 50) // 100
            as time_cents,
        (rollout_participants * hours_hundredths * hourly_cents + 50) // 100
            as rollout_time_cents
    from parts

),

final as (

    select
        campaign,
        team_id,
        certification_id,
        fee_cents,
        hours_hundredths,
        pilot_participants * fee_cents + coaching_cents - funding_cents as cash_cents,
        time_cents,
        pilot_participants * fee_cents + coaching_cents + time_cents as full_cents,
        rollout_participants * fee_cents + coaching_cents + rollout_time_cents as rollout_cents
    from times

)

select * from final
