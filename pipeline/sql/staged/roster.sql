-- One row per received file and roster row (record D).
with

cells as (

    select * from staged.cells where record = 'D'

),

final as (

    select
        file_id,
        table_no,
        row_number,
        max(case when field = 'team' then reading end) as team,
        max(case when field = 'code' then reading end) as code,
        max(case when field = 'aliases' then reading end) as aliases,
        max(case when field = 'business_unit' then reading end) as business_unit,
        max(case when field = 'headcount' then try_cast(reading as int) end) as headcount,
        max(case when field = 'expected_answers' then try_cast(reading as int) end) as expected_answers,
        max(case when field = 'successor' then reading end) as successor,
        max(case when field = 'valid_from' then try_cast(reading as date) end) as valid_from,
        max(case when field = 'valid_to' then try_cast(reading as date) end) as valid_to
    from cells
    group by file_id, table_no, row_number

)

select * from final
