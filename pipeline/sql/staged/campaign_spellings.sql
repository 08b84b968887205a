-- One row per name of a campaign that a cell or what stands around a table gives, in the order in which they arrived.
with

sent as (

    select
        reading as spelling,
        file_id
    from staged.cells
    where field = 'campaign'
    union all
    select
        table_campaign as spelling,
        file_id
    from staged.tables

),

final as (

    select
        spelling,
        min(file_id) as first_file
    from sent
    where spelling <> ''
    group by spelling

)

select * from final
order by first_file, spelling
