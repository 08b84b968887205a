-- One row per team of the roster: its last accepted row.
with

rows as (

    select * from validated.roster_rows

)

select * exclude (is_current) from rows
where is_current
