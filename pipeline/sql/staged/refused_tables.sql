-- One row per received table that lacks a required column which nothing around it replaces.
with

tables as (

    select * from staged.tables

),

lacking as (

    select *, 'team' as wanted, nearest_team as nearest
    from tables
    where record in ('A', 'B', 'C') and not has_team and table_team is null
    union all
    select *, 'certification' as wanted, nearest_certification as nearest
    from tables
    where record in ('A', 'B') and not has_certification and table_certification is null

)

select
    file_id,
    table_no,
    sheet,
    wanted,
    nearest,
    found_headings
from lacking
