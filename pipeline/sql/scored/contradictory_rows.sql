-- One row per row of a register, roster or catalogue of which a later row of the same file says otherwise. A row that is
-- repeated word for word contradicts nothing: its state alone tells.
with

stated as (

    select
        file_id,
        table_no,
        row_number,
        'B' as record,
        campaign,
        team_id,
        certification_id,
        team_name || ' × ' || certification_name as name,
        is_current
    from validated.register_rows
    union all
    select
        file_id,
        table_no,
        row_number,
        'D' as record,
        '' as campaign,
        team_id,
        '' as certification_id,
        team as name,
        is_current
    from validated.roster_rows
    union all
    select
        file_id,
        table_no,
        row_number,
        'E' as record,
        '' as campaign,
        '' as team_id,
        certification_id,
        certification as name,
        is_current
    from validated.catalogue_rows

),

contents as (

    select
        stated.*,
        rows.content_hash
    from stated
    inner join staged.rows as rows
        on
            stated.file_id = rows.file_id
            and stated.table_no = rows.table_no
            and stated.row_number = rows.row_number

),

final as (

    select
        gone.file_id,
        gone.table_no,
        gone.row_number,
        gone.name,
        kept.row_number as row_kept
    from contents as gone
    inner join contents as kept
        on
            gone.file_id = kept.file_id
            and gone.record = kept.record
            and gone.campaign = kept.campaign
            and gone.team_id = kept.team_id
            and gone.certification_id = kept.certification_id
    where not gone.is_current and kept.is_current and gone.content_hash <> kept.content_hash

)

select * from final
