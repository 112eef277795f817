-- An id is drawn once: from the contact that founds a customer, or from it and the
-- moment where a split makes one. What keeps or gets back an id is a namesake of that.
with

lives as (

    select * from {{ ref('int_contact_lives') }}
    where is_founder

),

split_parts as (

    select * from {{ ref('int_split_parts') }}

),

namesakes as (

    select * from {{ ref('int_namesakes') }}

),

drawn as (

    select
        lives.node,
        lives.contact_id,
        namesakes.component,
        case
            when not lives.is_carried then {{ first_customer_id('lives.contact_id') }}
            when split_parts.outcome = 'split'
                then {{ split_customer_id('lives.contact_id', 'split_parts.split_at') }}
        end as customer_id
    from lives
    left join split_parts
        on lives.node = split_parts.founder_node
    left join namesakes
        on lives.node = cast(namesakes.node as bigint)

),

shared as (

    select
        component,
        max(customer_id) as customer_id
    from drawn
    where component is not null
    group by component

),

final as (

    select
        drawn.node,
        drawn.contact_id,
        coalesce(shared.customer_id, drawn.customer_id) as customer_id
    from drawn
    left join shared
        on drawn.component = shared.component

)

select * from final
