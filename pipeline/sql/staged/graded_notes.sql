-- One row per grade that names its own scale, number of steps of the criterion asked, and its ends: the note that it is
-- in thousandths, and whether nothing but that scale is possible. `#5=4 #7=6` is the fourth of five steps or the sixth
-- of seven, `/5=4` four of five, `<` and `>` the ends.
with

grades as (

    select distinct reading as grade from raw.contents where kind = 'graded'

),

scales as (

    select distinct lowest_thousandths, highest_thousandths from config.criteria

),

keyed as (

    select
        grades.grade,
        scales.lowest_thousandths,
        scales.highest_thousandths,
        ' #' || cast((scales.highest_thousandths - scales.lowest_thousandths) // 1000 + 1 as varchar) || '=' as as_step,
        ' /' || cast(scales.highest_thousandths // 1000 as varchar) || '=' as as_share
    from grades
    cross join scales
    where scales.highest_thousandths % 1000 = 0 and scales.lowest_thousandths % 1000 = 0

),

told as (

    select
        *,
        split_part(split_part(' ' || grade, as_step, 2), ' ', 1) as step,
        split_part(split_part(' ' || grade, as_share, 2), ' ', 1) as share
    from keyed

),

final as (

    select
        grade,
        lowest_thousandths,
        highest_thousandths,
        case
            when grade = '<' then lowest_thousandths
            when grade = '>' then highest_thousandths
            when step <> '' then lowest_thousandths + (try_cast(step as bigint) - 1) * 1000
            when share <> '' then cast(try_cast(share as decimal(15, 3)) * 1000 as bigint)
        end as note_thousandths,
        grade in ('<', '>') or starts_with(' ' || grade, as_step) or share <> '' as is_sure
    from told

)

select * from final
where note_thousandths is not null
