-- One row per team and KPI: its kind. It is the one that its rows state, else a rate where they write a percent sign, else
-- what the other teams agree on, else a rate where a number without a unit is called one (a price, an exchange rate or a
-- logarithm is not).
with

signs as (

    select
        *,
        ' ' || replace(kpi_id, '_', ' ') || ' ' as words
    from scored.kpi_signs

),

named as (

    select
        *,
        case
            when count_units > 0 then null
            when words like '% log %' or words like '% ln %' or words like '% logarithme %' then null
            when words like '% horaire %' or words like '% hourly %' then null
            when words like '% journalier %' or words like '% daily %' then null
            when words like '% change %' or words like '% exchange %' then null
            when words like '% taux %' or words like '% rate %' then 'rate'
            when words like '% pourcentage %' or words like '% percentage %' then 'rate'
        end as kind_of_name
    from signs

),

final as (

    select
        named.team_id,
        named.kpi_id,
        coalesce(
            stated.kpi_kind,
            case when named.has_fraction or named.has_percent then 'rate' end,
            stated.kind_of_others,
            named.kind_of_name,
            'level'
        ) as kpi_kind
    from named
    inner join scored.kpi_statements as stated on named.team_id = stated.team_id and named.kpi_id = stated.kpi_id

)

select * from final
