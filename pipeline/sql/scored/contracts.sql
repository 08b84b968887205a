-- One row per campaign and candidate: its objective contract, part by part, the register first, then the answers.
with

candidates as (

    select * from scored.candidates

),

campaigns as (

    select * from scored.campaigns

),

-- A deadline that is not after the campaign's close is no deadline. The later an answer, the sooner it is heard.
answers as (

    select
        states.candidate_id,
        states.business_objective,
        states.target_kpi,
        states.target_value,
        case
            when states.deadline > coalesce(campaigns.closes, cast(campaigns.last_submission as date), date '1900-01-01')
                then states.deadline
        end as deadline,
        row_number() over (
            order by
                states.submitted_at desc nulls last, states.arrival desc, states.table_no desc, states.first_row desc,
                states.answer_id desc
        ) as place
    from validated.counting_answers as states
    inner join campaigns on states.campaign = campaigns.campaign

),

firsts as (

    select
        candidate_id,
        min(case when business_objective is not null then place end) as with_objective,
        min(case when target_kpi is not null then place end) as with_kpi,
        min(case when target_value is not null then place end) as with_value,
        min(case when deadline is not null then place end) as with_deadline
    from answers
    group by candidate_id

),

said as (

    select
        named.campaign,
        named.team_id,
        named.certification_id,
        objectives.business_objective,
        kpis.target_kpi,
        target_values.target_value,
        deadlines.deadline
    from firsts
    inner join validated.answered_candidates as named on firsts.candidate_id = named.candidate_id
    left join answers as objectives on firsts.with_objective = objectives.place
    left join answers as kpis on firsts.with_kpi = kpis.place
    left join answers as target_values on firsts.with_value = target_values.place
    left join answers as deadlines on firsts.with_deadline = deadlines.place

),

registered as (

    select
        register.campaign,
        register.team_id,
        register.certification_id,
        register.business_objective,
        register.target_kpi,
        register.target_value,
        case
            when
                register.deadline
                > coalesce(campaigns.closes, cast(campaigns.last_submission as date), date '1900-01-01')
                then register.deadline
        end as deadline
    from scored.register_by_candidate as register
    inner join campaigns on register.campaign = campaigns.campaign

),

joined as (

    select
        candidates.campaign,
        candidates.team_id,
        candidates.certification_id,
        coalesce(registered.business_objective, said.business_objective) as business_objective,
        coalesce(registered.target_kpi, said.target_kpi) as target_kpi,
        coalesce(registered.target_value, said.target_value) as target_value,
        coalesce(registered.deadline, said.deadline) as deadline,
        coalesce(
            lower(trim(registered.business_objective)) <> lower(trim(said.business_objective))
            or lower(trim(registered.target_kpi)) <> lower(trim(said.target_kpi)),
            false
        ) as disagrees
    from candidates
    left join registered
        on
            candidates.campaign = registered.campaign
            and candidates.team_id = registered.team_id
            and candidates.certification_id = registered.certification_id
    left join said
        on
            candidates.campaign = said.campaign
            and candidates.team_id = said.team_id
            and candidates.certification_id = said.certification_id

),

required as (

    select
        max(case when part = 'business_objective' then 1 else 0 end) = 1 as business_objective,
        max(case when part = 'target_kpi' then 1 else 0 end) = 1 as target_kpi,
        max(case when part = 'target_value' then 1 else 0 end) = 1 as target_value,
        max(case when part = 'deadline' then 1 else 0 end) = 1 as deadline
    from config.required_parts

),

final as (

    select
        joined.*,
        concat_ws(
            ',',
            case when required.business_objective and joined.business_objective is null then 'business_objective' end,
            case when required.target_kpi and joined.target_kpi is null then 'target_kpi' end,
            case when required.target_value and joined.target_value is null then 'target_value' end,
            case when required.deadline and joined.deadline is null then 'deadline' end
        ) as missing_contract
    from joined
    cross join required

)

select * from final
