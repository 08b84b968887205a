-- One row per trained candidate and part of what its pilot was begun with that the register says otherwise now: both
-- values, and since when the new one stands. Dates are written 2026-07-01; blank where nothing is stated any more.
with

changes as (

    select * from scored.kpi_contracts_told

),

final as (

    select
        team_id,
        certification_id,
        part as contract_part,
        team_name,
        certification_name,
        stated_before,
        file_before,
        coalesce(stated_now, '') as stated_now,
        file_now,
        changed_at,
        wording_fr,
        wording_en
    from changes

)

select * from final
order by team_id, certification_id, contract_part
