-- One row per campaign ('*' for every campaign) and candidate of the register.
select * exclude (is_current) from validated.register_rows
where is_current
