-- One row per certification of the catalogue: its last accepted row.
with

rows as (

    select * from validated.catalogue_rows

)

select * exclude (is_current) from rows
where is_current
