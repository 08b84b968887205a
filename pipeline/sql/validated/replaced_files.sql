-- One row per pair of files of a team and campaign of which the newer repeats answers of the older.
with

compared as (

    select * from validated.compared_answers

),

copies as (

    select * from compared where is_copy

),

older as (

    select distinct file_id, file from compared

),

pairs as (

    select
        copies.campaign,
        copies.team_id,
        copies.file_id,
        copies.file,
        older.file_id as older_file_id,
        older.file as older_file,
        count(*) as count_repeated
    from copies
    inner join older on copies.brought_by = older.file_id
    where copies.brought_by <> copies.file_id
    group by copies.campaign, copies.team_id, copies.file_id, copies.file, older.file_id, older.file

),

-- A file that adds something, or leaves something out, leaves a doubt: one that repeats everything is the same again.
totals as (

    select
        campaign,
        team_id,
        file_id,
        count(*) as count_answers
    from compared
    group by campaign, team_id, file_id

),

final as (

    select
        pairs.*,
        pairs.file || '|' || pairs.older_file as subject,
        newer.count_answers > pairs.count_repeated or older.count_answers > pairs.count_repeated as is_doubtful,
        coalesce(answers.choice, 'adds') = 'replaces' as replaces
    from pairs
    inner join totals as newer
        on pairs.campaign = newer.campaign and pairs.team_id = newer.team_id and pairs.file_id = newer.file_id
    inner join totals as older
        on pairs.campaign = older.campaign and pairs.team_id = older.team_id and pairs.older_file_id = older.file_id
    left join raw.answers as answers
        on answers.code = 'newer_export' and answers.subject = pairs.file || '|' || pairs.older_file

)

select * from final
