-- One row per KPI row that counts.
select * exclude (state) from validated.kpi_row_states
where state = 'counted'
