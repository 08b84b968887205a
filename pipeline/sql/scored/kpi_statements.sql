-- One row per team and KPI: the direction, kind and unit that its latest rows state, else what every other team that
-- states one says.
with

moments as (

    select * from scored.kpi_moments

),

stated as (

    select *, 'direction' as attribute, direction as said from moments where direction is not null
    union all
    select *, 'kpi_kind' as attribute, kpi_kind as said from moments where kpi_kind is not null
    union all
    select *, 'unit' as attribute, unit as said from moments where unit is not null and written = 'plain'
    union all
    select *, 'unit' as attribute, value_unit as said from moments
    where unit is null and value_unit <> '' and written = 'plain'

),

latest as (

    select * from stated
    qualify
        row_number() over (
            partition by team_id, kpi_id, attribute
            order by arrival desc, file_id desc, table_no desc, row_number desc
        ) = 1

),

own as (

    select
        team_id,
        kpi_id,
        max(case when attribute = 'direction' then said end) as direction,
        max(case when attribute = 'kpi_kind' then said end) as kpi_kind,
        max(case when attribute = 'unit' then said end) as unit
    from latest
    group by team_id, kpi_id

),

agreed as (

    select
        kpi_id,
        case when min(direction) = max(direction) then max(direction) end as direction,
        case when min(kpi_kind) = max(kpi_kind) then max(kpi_kind) end as kpi_kind
    from own
    group by kpi_id

),

series as (

    select distinct team_id, kpi_id from moments

),

final as (

    select
        series.team_id,
        series.kpi_id,
        own.direction,
        own.kpi_kind,
        own.unit,
        agreed.direction as direction_of_others,
        agreed.kpi_kind as kind_of_others
    from series
    left join own on series.team_id = own.team_id and series.kpi_id = own.kpi_id
    left join agreed on series.kpi_id = agreed.kpi_id

)

select * from final
