-- One row per spelling of anything that has an identity: teams, certifications and KPIs.
with

sent as (

    select reading as spelling from raw.cells
    where field in ('team', 'certification', 'prerequisite', 'successor', 'kpi', 'target_kpi') and kind = 'text'
    union all
    select item as spelling from raw.cells
    union all
    select table_team as spelling from staged.tables
    union all
    select table_certification as spelling from staged.tables
    union all
    select team as spelling from config.expected_teams

)

select distinct spelling from sent
where spelling <> ''
