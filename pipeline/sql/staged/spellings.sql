-- One row per spelling of anything that has an identity: teams, certifications and KPIs.
with

sent as (

    select contents.reading as spelling
    from raw.places as places
    inner join raw.cells as cells on places.place_id = cells.place_id
    inner join raw.contents as contents on cells.content_id = contents.content_id
    where
        places.field in ('team', 'certification', 'prerequisite', 'successor', 'kpi', 'target_kpi')
        and contents.kind = 'text'
    union all
    select item as spelling from raw.places
    union all
    select table_team as spelling from staged.tables
    union all
    select table_certification as spelling from staged.tables
    union all
    select team as spelling from config.expected_teams

)

select distinct spelling from sent
where spelling <> ''
