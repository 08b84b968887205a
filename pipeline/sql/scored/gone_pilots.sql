-- One row per pilot that was published from a file that still counts, and that neither this nor another register states
-- any more. What a sender corrected, and a team or certification that has another name by now, is not gone.
with

recorded as (

    select
        records.team_id,
        records.certification_id,
        records.file,
        coalesce(teams.team_id, records.team_id) as team_now,
        coalesce(certifications.certification_id, records.certification_id) as certification_now
    from raw.pilot_records as records
    left join staged.slugs as team_slugs on records.team_id = team_slugs.slug
    left join staged.team_ids as teams on team_slugs.spelling = teams.spelling
    left join staged.slugs as certification_slugs on records.certification_id = certification_slugs.slug
    left join staged.certification_ids as certifications
        on certification_slugs.spelling = certifications.spelling
    qualify
        row_number() over (
            partition by records.team_id, records.certification_id
            order by records.recorded_at desc, records.file
        ) = 1

),

corrected as (

    select distinct older_file_id from raw.corrections

),

final as (

    select
        files.file_id,
        coalesce(team_names.team_name, recorded.team_id) as team_name,
        coalesce(certification_names.certification_name, recorded.certification_id) as certification_name
    from recorded
    inner join raw.files as files on recorded.file = files.file
    left join corrected on files.file_id = corrected.older_file_id
    left join validated.register_rows as register
        on recorded.team_now = register.team_id and recorded.certification_now = register.certification_id
    left join scored.team_names as team_names on recorded.team_now = team_names.team_id
    left join scored.certification_names as certification_names
        on recorded.certification_now = certification_names.certification_id
    where register.team_id is null and corrected.older_file_id is null

)

select * from final
