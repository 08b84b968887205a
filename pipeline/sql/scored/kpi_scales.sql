-- One row per team and KPI: its kind, its unit, whether its numbers are held back because they mix units, and its
-- scale: 'fraction' (0-1, unit ''), 'percent' (0-100, unit '%') or 'plain'. Once one team's rate is on 0-100 all are.
-- Where one team's bare numbers pass 1 step by step (0.8, 1.1) and another's reach 10, small ones are small percentages;
-- where nothing tells 0.4 of one team from 40 of another, the first is held back. Numbers that say % are judged alike.
-- `13` among amounts such as `12 k€` may be in thousands as well.
with

signs as (

    select
        signs.*,
        kinds.kpi_kind,
        stated.unit,
        answers.choice
    from scored.kpi_signs as signs
    inner join scored.kpi_kinds as kinds on signs.team_id = kinds.team_id and signs.kpi_id = kinds.kpi_id
    inner join scored.kpi_statements as stated on signs.team_id = stated.team_id and signs.kpi_id = stated.kpi_id
    left join raw.answers as answers
        on answers.code = 'mixed_units' and answers.subject = signs.team_id || '|' || signs.kpi_id

),

bare as (

    select
        *,
        kpi_kind = 'rate' and count_units = 0 and not has_fraction and not has_percent as is_bare,
        kpi_kind = 'rate' and (has_percent or (count_units = 0 and has_plain_above_one)) as is_above_one
    from signs

),

beside_others as (

    select
        *,
        max(case when is_above_one then 1 else 0 end) over (partition by kpi_id) = 1 as some_above_one,
        max(case when is_bare and has_plain_from_ten then 1 else 0 end) over (partition by kpi_id) = 1
        and max(
            case
                when is_bare and smallest_plain_above_one < 10 * largest_plain_below_one then 1
                else 0
            end
        ) over (partition by kpi_id) = 1 as has_small_percentages,
        max(
            case
                when smallest_percent_above_one < 10 * largest_percent_below_one then 1
                else 0
            end
        ) over (partition by kpi_id) = 1 as says_small_percentages
    from bare

),

compared as (

    select
        *,
        count_units > 1
        or (count_units = 1 and (has_fraction or has_percent))
        or coalesce(100 * smallest_without_unit <= smallest_with_unit, false) as mixes_units,
        (has_plain and (has_fraction or has_percent))
        or (
            is_bare
            and case
                when has_small_percentages then false
                when has_plain_above_one then has_plain_below_one
                else has_plain and some_above_one
            end
        )
        or (has_percent_below_one and has_percent_from_ten and not says_small_percentages) as mixes_scales,
        case
            when has_fraction or has_percent or is_bare
                then coalesce(
                    case when choice in ('fraction', 'percent') then choice end,
                    case when has_plain_above_one or (is_bare and has_small_percentages) then 'percent' else 'fraction' end
                )
            else 'plain'
        end as plain_means
    from beside_others

),

judged as (

    select
        *,
        mixes_units or mixes_scales as is_mixed,
        mixes_units or (mixes_scales and coalesce(choice, 'leave_out') = 'leave_out') as is_held,
        case
            when plain_means = 'plain' then 'plain'
            when has_percent or (has_plain and plain_means = 'percent') then 'percent'
            else 'fraction'
        end as own_scale
    from compared

),

shared as (

    select
        *,
        case
            when own_scale = 'plain' then 'plain'
            when max(case when not is_held and own_scale = 'percent' then 1 else 0 end) over (partition by kpi_id) = 1
                then 'percent'
            else own_scale
        end as scale
    from judged

),

final as (

    select
        team_id,
        kpi_id,
        kpi_kind,
        plain_means,
        scale,
        is_mixed,
        is_held,
        case scale when 'percent' then '%' when 'fraction' then '' else coalesce(unit, '') end as unit
    from shared

)

select * from final
