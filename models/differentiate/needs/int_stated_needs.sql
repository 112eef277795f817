with

statements as (

    select * from {{ ref('int_need_statements') }}

),

need_values as (

    select * from {{ ref('int_need_values') }}

),

needs as (

    select
        statements.customer_key,
        need_values.need,
        statements.evidence,
        case statements.evidence when 'stated' then 1 when 'behaviour' then 2 else 3 end
            as evidence_position,
        statements.stated_at
    from statements
    inner join need_values
        on statements.source = need_values.source
        and statements.field = need_values.field
        and statements.value = need_values.value

),

best as (

    select
        customer_key,
        need,
        min(evidence_position) as evidence_position
    from needs
    group by customer_key, need

),

final as (

    select
        best.customer_key,
        best.need,
        needs.evidence,
        max(needs.stated_at) as stated_at
    from best
    inner join needs
        on best.customer_key = needs.customer_key
        and best.need = needs.need
        and best.evidence_position = needs.evidence_position
    group by best.customer_key, best.need, needs.evidence

)

select * from final
