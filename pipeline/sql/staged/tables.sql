-- One row per received file and table in it, with the team, certification and campaign that its surroundings name.
-- A file that its sender corrected is left out: the correction stands for it.
with

tables as (

    select * from raw.tables

),

files as (

    select * from raw.files

),

corrected as (

    select distinct older_file_id from staged.corrections where replaces

),

-- A correction returns without the folders and choices that came with what it corrects.
originals as (

    select pairs.newer_file_id, older.*
    from raw.corrections as pairs
    inner join files as older on pairs.older_file_id = older.file_id
    qualify row_number() over (partition by pairs.newer_file_id order by older.arrival, older.file_id) = 1

),

surroundings as (

    select
        files.file_id,
        files.file,
        files.arrival,
        coalesce(files.folder_team, originals.folder_team) as folder_team,
        tables.file_key,
        tables.table_no,
        tables.sheet,
        tables.record,
        tables.layout,
        tables.language,
        tables.has_team,
        tables.has_certification,
        tables.found_headings,
        tables.nearest_team,
        tables.nearest_certification,
        nullif(tables.sheet_hint, '') as sheet_hint,
        nullif(tables.above_grid, '') as claimed_grid,
        coalesce(nullif(tables.above_team, ''), nullif(files.choice_team, ''), nullif(originals.choice_team, ''))
            as stated_team,
        coalesce(
            nullif(tables.above_certification, ''),
            nullif(files.choice_certification, ''),
            nullif(originals.choice_certification, '')
        ) as stated_certification,
        coalesce(
            nullif(tables.above_campaign, ''),
            nullif(files.choice_campaign, ''),
            files.folder_campaign,
            nullif(originals.choice_campaign, ''),
            originals.folder_campaign
        ) as table_campaign
    from tables
    inner join files on tables.file_key = files.file_key and tables.member = files.member
    left join corrected on files.file_id = corrected.older_file_id
    left join originals on files.file_id = originals.newer_file_id
    where corrected.older_file_id is null

),

wanting as (

    select
        *,
        not has_team and stated_team is null and record in ('A', 'B', 'C') as wants_team,
        not has_certification and stated_certification is null and record in ('A', 'B') as wants_certification
    from surroundings

),

-- A sheet's name is a team; it is a certification where only that is wanted, or where the folder names the team.
named as (

    select
        *,
        wants_team and not (wants_certification and folder_team is not null) as sheet_is_team,
        wants_certification and (not wants_team or folder_team is not null) as sheet_is_certification
    from wanting

),

final as (

    select
        * exclude (stated_team, stated_certification),
        coalesce(
            stated_team,
            case when sheet_is_team then sheet_hint end,
            case when wants_team then folder_team end
        ) as table_team,
        coalesce(
            stated_certification,
            case when sheet_is_certification then sheet_hint end
        ) as table_certification
    from named

)

select * from final
