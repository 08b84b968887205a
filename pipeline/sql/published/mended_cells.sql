-- One row per received file and cell that a person mended at upload: what was sent, and what is read in its place;
-- none of files with an answer of a confidential campaign.
with

mended as (

    select * from raw.mended_cells

),

files as (

    select * from raw.files

),

missed as (

    select
        files.file_id,
        findings.sheet,
        findings.cell
    from raw.findings as findings
    inner join files on findings.file_key = files.file_key and findings.member = files.member
    where findings.code = 'not_mended'

),

final as (

    select
        files.file,
        mended.sheet,
        mended.row_number,
        mended.cell,
        mended.sent,
        mended.mended_to,
        mended.mended_by,
        mended.mended_at
    from mended
    inner join files on mended.received_file = files.received_file and mended.member = files.member
    left join missed
        on files.file_id = missed.file_id and mended.sheet = missed.sheet and mended.cell = missed.cell
    left join (select distinct file_id from staged.confidential_tables) as confidential
        on files.file_id = confidential.file_id
    where missed.file_id is null and confidential.file_id is null

)

select * from final
order by file, sheet, row_number, cell
