-- One row per value that arrived for a moment before a training after its baseline was locked, and differs: the value that
-- the baseline keeps, and the one that stands beside it.
with

beside as (

    select * from scored.kpi_beside

),

final as (

    select
        beside.team_id,
        beside.kpi_id,
        beside.period,
        beside.certification_id,
        sent.file as sent_file,
        beside.row_number,
        teams.team_name,
        names.kpi_name,
        beside.unit,
        beside.kpi_kind,
        beside.value_kept,
        kept.file as kept_file,
        beside.kept_at,
        beside.value_sent,
        beside.sent_at,
        sent.received_by as sent_by,
        beside.locked_at
    from beside
    inner join raw.files as kept on beside.file_kept = kept.file_id
    inner join raw.files as sent on beside.file_id = sent.file_id
    left join scored.kpi_names as names on beside.kpi_id = names.kpi_id
    left join scored.team_names as teams on beside.team_id = teams.team_id

)

select * from final
order by team_id, kpi_id, period, certification_id, sent_at, sent_file, row_number
