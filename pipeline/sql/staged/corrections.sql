-- One row per pair of received files of which the newer is the older one, annotated and corrected by its sender.
-- The correction stands for the whole file, unless rows that counted may have been lost with it: then a person is asked.
with

pairs as (

    select * from raw.corrections

),

files as (

    select distinct
        files.file_id,
        files.file,
        files.file_key,
        files.member,
        files.choice_team,
        files.choice_campaign,
        files.folder_team,
        files.folder_campaign
    from raw.files as files
    inner join pairs on files.file_id in (pairs.older_file_id, pairs.newer_file_id)

),

tables as (

    select
        files.file_id,
        tables.file_key,
        tables.table_no,
        tables.wrong_before
    from files
    inner join raw.tables as tables on files.file_key = tables.file_key and files.member = tables.member

),

contents as (

    select
        tables.file_id,
        rows.content_hash,
        row_number() over (
            partition by tables.file_id, rows.content_hash order by rows.table_no, rows.row_number
        ) as occurrence
    from tables
    inner join raw.rows as rows on tables.file_key = rows.file_key and tables.table_no = rows.table_no
    where rows.status = 'data'

),

counts as (

    select
        file_id,
        count(*) as count_rows
    from contents
    group by file_id

),

repeated as (

    select
        pairs.older_file_id,
        pairs.newer_file_id,
        count(*) as count_repeated
    from pairs
    inner join contents as older on pairs.older_file_id = older.file_id
    inner join contents as newer
        on
            pairs.newer_file_id = newer.file_id
            and older.content_hash = newer.content_hash
            and older.occurrence = newer.occurrence
    group by pairs.older_file_id, pairs.newer_file_id

),

-- What a workbook is about: the same one, filled in again for another team or another quarter, is no correction.
subjects as (

    select distinct
        tables.file_id,
        places.field,
        contents.reading
    from tables
    inner join raw.places as places on tables.file_key = places.file_key and tables.table_no = places.table_no
    inner join raw.cells as cells on places.place_id = cells.place_id
    inner join raw.contents as contents on cells.content_id = contents.content_id
    where places.field in ('team', 'campaign', 'submitted_at', 'date', 'period') and contents.reading <> ''
    union
    select tables.file_id, 'above_team' as field, told.above_team as reading
    from tables
    inner join raw.tables as told on tables.file_key = told.file_key and tables.table_no = told.table_no
    where told.above_team <> ''
    union
    select tables.file_id, 'above_campaign' as field, told.above_campaign as reading
    from tables
    inner join raw.tables as told on tables.file_key = told.file_key and tables.table_no = told.table_no
    where told.above_campaign <> ''
    union
    select file_id, 'beside_team' as field, coalesce(choice_team, folder_team) as reading
    from files
    where coalesce(choice_team, folder_team) is not null
    union
    select file_id, 'beside_campaign' as field, coalesce(choice_campaign, folder_campaign) as reading
    from files
    where coalesce(choice_campaign, folder_campaign) is not null

),

about_others as (

    select distinct
        compared.older_file_id,
        compared.newer_file_id
    from (
        select
            pairs.older_file_id,
            pairs.newer_file_id,
            older.field,
            max(case when older.reading = newer.reading then 1 else 0 end) as is_shared
        from pairs
        inner join subjects as older on pairs.older_file_id = older.file_id
        inner join subjects as newer on pairs.newer_file_id = newer.file_id and older.field = newer.field
        group by pairs.older_file_id, pairs.newer_file_id, older.field
    ) as compared
    where compared.is_shared = 0

),

compared as (

    select
        pairs.older_file_id,
        pairs.newer_file_id,
        older.file as older_file,
        newer.file as newer_file,
        newer.file || '|' || older.file as subject,
        coalesce(older_counts.count_rows, 0) as older_rows,
        coalesce(newer_counts.count_rows, 0) as newer_rows,
        coalesce(repeated.count_repeated, 0) as count_repeated,
        about_others.older_file_id is not null as is_about_others,
        (select max(tables.wrong_before) from tables where tables.file_id = pairs.newer_file_id) as wrong_before
    from pairs
    inner join files as older on pairs.older_file_id = older.file_id
    inner join files as newer on pairs.newer_file_id = newer.file_id
    left join counts as older_counts on pairs.older_file_id = older_counts.file_id
    left join counts as newer_counts on pairs.newer_file_id = newer_counts.file_id
    left join repeated
        on pairs.older_file_id = repeated.older_file_id and pairs.newer_file_id = repeated.newer_file_id
    left join about_others
        on pairs.older_file_id = about_others.older_file_id and pairs.newer_file_id = about_others.newer_file_id

),

-- Rows that were set aside when the workbook was made need not come back. Where all were, it was made without the
-- folders and choices that the received file came with, and says nothing about what counted there.
expected as (

    select
        *,
        older_rows - count_repeated - case when wrong_before < older_rows then wrong_before else 0 end as count_missed
    from compared

),

judged as (

    select
        *,
        case when count_missed > 0 then count_missed else older_rows - count_repeated end as count_lost,
        (newer_rows < older_rows and count_missed > 0)
        or (older_rows > 0 and count_repeated = 0 and is_about_others) as is_doubtful
    from expected

),

final as (

    select
        judged.*,
        coalesce(answers.choice = 'replaces', not judged.is_doubtful) as replaces
    from judged
    left join raw.answers as answers
        on answers.code = 'correction_lacks_rows' and answers.subject = judged.subject

)

select * from final
