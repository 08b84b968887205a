-- One row per trained candidate: who followed, passed and applied, and what it brought. Empty: nothing is computed yet.
select
    team_id,
    certification_id,
    cast(null as int) as enrolled,
    cast(null as int) as finished,
    cast(null as int) as certified,
    cast(null as int) as applied,
    cast(null as double) as application_rate,
    cast(null as double) as application_low,
    cast(null as double) as application_high,
    cast(null as double) as satisfaction,
    cast(null as varchar) as flag,
    cast(null as decimal(18, 2)) as cost,
    cast(null as decimal(18, 2)) as benefit_low,
    cast(null as double) as roi_low_percent,
    cast(null as double) as payback_months
from scored.kpi_trained
where false
