-- One row per accepted answer that counts; in a confidential campaign only what was released together with enough
-- others, and as it was released.
with

answers as (

    select * from validated.answer_states

),

confidential as (

    select campaign from config.campaigns where mode = 'survey'

),

released as (

    select answer_id from validated.released_answers where counts

),

final as (

    select answers.* from answers
    left join confidential on answers.campaign = confidential.campaign
    where answers.state = 'counted' and confidential.campaign is null
    union all
    select answers.* from answers
    inner join released on answers.answer_id = released.answer_id

)

select * from final
