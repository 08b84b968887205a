-- One row per received file and register row (record B); money in cents, hours in hundredths.
with

cells as (

    select * from staged.cells where record = 'B'

),

cast_once as (

    select
        *,
        cast(floor(try_cast(reading as decimal(18, 6)) * 100 + 0.5) as bigint) as hundredths
    from cells

),

names as (

    select * from staged.row_names

),

pivoted as (

    select
        file_id,
        table_no,
        row_number,
        max(case when field = 'campaign' then reading end) as campaign,
        max(case when field = 'kind' then reading end) as kind,
        max(case when field = 'business_objective' then reading end) as business_objective,
        max(case when field = 'target_kpi' then reading end) as target_kpi,
        max(case when field = 'direction' then reading end) as direction,
        max(case when field = 'baseline_value' then reading end) as baseline_value,
        max(case when field = 'target_value' then reading end) as target_value,
        max(case when field = 'deadline' then try_cast(left(reading, 10) as date) end) as deadline,
        max(case when field = 'owner' then reading end) as owner,
        max(case when field = 'sponsor' then reading end) as sponsor,
        max(case when field = 'pilot_participants' then try_cast(reading as int) end) as pilot_participants,
        max(case when field = 'rollout_participants' then try_cast(reading as int) end) as rollout_participants,
        max(case when field = 'fee_per_person' then hundredths end) as fee_cents,
        max(case when field = 'hours_per_person' then hundredths end) as hours_hundredths,
        max(case when field = 'hourly_cost' then hundredths end) as hourly_cents,
        max(case when field = 'coaching_cost' then hundredths end) as coaching_cents,
        max(case when field = 'external_funding' then hundredths end) as funding_cents,
        max(case when field = 'expected_annual_benefit' then hundredths end) as benefit_cents,
        max(case when field = 'other_way' then reading end) as other_way,
        max(case when field = 'other_way_cost' then hundredths end) as other_way_cents,
        max(case when field = 'mandatory' then reading end) = 'true' as mandatory,
        max(case when field = 'excluded' then reading end) = 'true' as excluded,
        max(case when field = 'prerequisite' then reading end) as prerequisite,
        max(case when field = 'start_date' then try_cast(left(reading, 10) as date) end) as start_date,
        max(case when field = 'end_date' then try_cast(left(reading, 10) as date) end) as end_date,
        max(case when field = 'status' then reading end) as status
    from cast_once
    group by file_id, table_no, row_number

),

final as (

    select
        names.team_id,
        names.certification_id,
        names.team_name,
        names.certification_name,
        pivoted.* exclude (campaign),
        coalesce(campaign_ids.campaign, '*') as campaign
    from pivoted
    inner join names
        on
            pivoted.file_id = names.file_id
            and pivoted.table_no = names.table_no
            and pivoted.row_number = names.row_number
    left join staged.campaign_ids as campaign_ids
        on coalesce(pivoted.campaign, names.table_campaign) = campaign_ids.spelling

)

select * from final
