with

contact_eras as (

    select * from {{ ref('int_contact_eras') }}

),

ends as (

    select * from {{ ref('int_customer_ends') }}

),

final as (

    select
        contact_eras.contact_id,
        contact_eras.split_component,
        contact_eras.era,
        contact_eras.node,
        case
            when ends.ended_at <= contact_eras.known_at then ends.heir_node
            else contact_eras.node
        end as first_founder_node,
        coalesce(ends.root_node, contact_eras.node) as last_founder_node,
        ends.heir_node,
        ends.link_rule,
        coalesce(ends.ended_at > contact_eras.known_at, true) as is_founder,
        contact_eras.is_carried,
        contact_eras.is_current,
        contact_eras.known_at,
        contact_eras.era_started_at,
        ends.ended_at
    from contact_eras
    left join ends
        on contact_eras.node = ends.node

)

select * from final
