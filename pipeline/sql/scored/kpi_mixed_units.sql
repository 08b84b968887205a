-- One row per team and KPI whose rows mix units or scales, or are on 0-1 beside other teams' on 0-100, at its latest row,
-- with the units as they are written, `∅` for none.
with

with_units as (

    select
        *,
        max(case when written = 'plain' and coalesce(unit, value_unit) <> '' then 1 else 0 end)
            over (partition by team_id, kpi_id)
        = 1 as says_units
    from scored.kpi_moments

),

moments as (

    select
        *,
        case
            when written = 'fraction' then '%'
            when written = 'plain' and coalesce(unit, value_unit) <> '' then coalesce(unit, value_unit)
            when written = 'plain' and says_units then '∅'
            when abs(quantity) > 1 then '0–100'
            else '0–1'
        end || case when written = 'percent' then ' %' else '' end as shown_unit
    from with_units

),

units as (

    select distinct team_id, kpi_id, shown_unit from moments

),

listed as (

    select
        team_id,
        kpi_id,
        case when count(*) = 1 then min(shown_unit) || ', 0–100' else string_agg(shown_unit, ', ' order by shown_unit) end
            as units
    from units
    group by team_id, kpi_id

),

mixed as (

    select * from scored.kpi_scales where is_mixed

),

final as (

    select
        moments.team_id,
        moments.kpi_id,
        moments.kpi_name,
        moments.file_id,
        moments.table_no,
        moments.row_number,
        listed.units,
        mixed.is_held,
        coalesce(teams.team_name, moments.team_id) as team_name,
        moments.team_id || '|' || moments.kpi_id as subject
    from moments
    inner join mixed on moments.team_id = mixed.team_id and moments.kpi_id = mixed.kpi_id
    inner join listed on moments.team_id = listed.team_id and moments.kpi_id = listed.kpi_id
    left join scored.team_names as teams on moments.team_id = teams.team_id
    qualify
        row_number() over (
            partition by moments.team_id, moments.kpi_id
            order by moments.arrival desc, moments.file_id desc, moments.table_no desc, moments.row_number desc
        ) = 1

)

select * from final
