-- One row per spelling, with the identity it has when it names a KPI.
select
    spelling,
    slug as kpi_id
from staged.slugs
