-- One row per KPI: the name it is shown by, the spelling most used.
with

spellings as (

    select
        kpi_id,
        kpi_name,
        count(*) as count_rows
    from validated.kpi_rows
    group by kpi_id, kpi_name

),

final as (

    select
        kpi_id,
        kpi_name
    from spellings
    qualify row_number() over (partition by kpi_id order by count_rows desc, kpi_name) = 1

)

select * from final
