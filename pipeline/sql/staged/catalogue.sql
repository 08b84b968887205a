-- One row per received file and catalogue row (record E); money in cents, hours in hundredths.
with

cells as (

    select * from staged.cells where record = 'E'

),

final as (

    select
        file_id,
        table_no,
        row_number,
        max(case when field = 'certification' then reading end) as certification,
        max(case when field = 'code' then reading end) as code,
        max(case when field = 'aliases' then reading end) as aliases,
        max(case when field = 'vendor' then reading end) as vendor,
        max(case when field = 'kind' then reading end) as kind,
        max(case when field = 'content_axes' then reading end) as content_axes,
        max(case when field = 'validity_months' then try_cast(reading as int) end) as validity_months,
        max(case when field = 'fee_per_person' then cast(floor(try_cast(reading as decimal(18, 6)) * 100 + 0.5) as bigint) end)
            as fee_cents,
        max(case when field = 'hours_per_person' then cast(floor(try_cast(reading as decimal(18, 6)) * 100 + 0.5) as bigint) end)
            as hours_hundredths,
        max(case when field = 'renewal_cost' then cast(floor(try_cast(reading as decimal(18, 6)) * 100 + 0.5) as bigint) end)
            as renewal_cents
    from cells
    group by file_id, table_no, row_number

)

select * from final
