-- One row per received file and sheet, or table where a sheet holds several: rows read = accepted + rejected +
-- superseded + duplicate + ignored + blank. All rows of a file that its sender corrected are superseded.
with

tables as (

    select * from raw.tables

),

files as (

    select * from raw.files

),

counted as (

    select
        file_id,
        table_no,
        cast(sum(case when state = 'accepted' then 1 else 0 end) as bigint) as accepted,
        cast(sum(case when state = 'rejected' then 1 else 0 end) as bigint) as rejected,
        cast(sum(case when state = 'superseded' then 1 else 0 end) as bigint) as superseded,
        cast(sum(case when state = 'duplicate' then 1 else 0 end) as bigint) as duplicate,
        cast(sum(case when state = 'ignored' then 1 else 0 end) as bigint) as ignored
    from scored.row_states
    group by file_id, table_no

),

corrected as (

    select
        older_file_id,
        max(newer_file) as corrected_by
    from staged.corrections
    where replaces
    group by older_file_id

),

refused as (

    select distinct file_id, table_no from scored.findings
    where code in (select code from config.kinds_of_finding where severity = 'fatal')

),

final as (

    select
        files.file,
        files.sha256,
        tables.dialect,
        tables.encoding,
        tables.separator,
        tables.sheet,
        tables.record,
        tables.rows_read,
        coalesce(counted.accepted, 0) as accepted,
        coalesce(counted.rejected, 0) as rejected,
        case
            when corrected.older_file_id is not null and tables.record <> ''
                then tables.rows_read - tables.ignored - tables.blank
            else coalesce(counted.superseded, 0)
        end as superseded,
        coalesce(counted.duplicate, 0) as duplicate,
        case
            when tables.record = '' then tables.rows_read - tables.blank
            when corrected.older_file_id is not null then tables.ignored
            else tables.ignored + coalesce(counted.ignored, 0)
        end as ignored,
        tables.blank,
        case
            when corrected.older_file_id is not null then 'corrected'
            when refused.file_id is not null then 'refused'
            when tables.layout = 'answers' then 'with_repeats'
            when tables.record = '' then 'not_recognised'
            when coalesce(counted.rejected, 0) > 0 then 'with_errors'
            else 'read'
        end as status,
        tables.table_no,
        tables.language,
        tables.corrects,
        corrected.corrected_by,
        files.arrival
    from tables
    inner join files on tables.file_key = files.file_key and tables.member = files.member
    left join counted on files.file_id = counted.file_id and tables.table_no = counted.table_no
    left join corrected on files.file_id = corrected.older_file_id
    left join refused on files.file_id = refused.file_id and tables.table_no = refused.table_no

)

select * exclude (arrival) from final
order by arrival, file, table_no
