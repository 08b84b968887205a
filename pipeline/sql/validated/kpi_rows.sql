-- One row per KPI row that counts.
select * exclude (state, moment, arrived_at, locked_at, is_beside) from validated.kpi_row_states
where state = 'counted'
