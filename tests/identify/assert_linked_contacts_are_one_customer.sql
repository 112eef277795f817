with

links as (

    select * from {{ ref('fct_identity_links') }}

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

final as (

    select
        links.left_contact_id,
        links.right_contact_id
    from links
    left join bridge as left_bridge
        on links.left_contact_id = left_bridge.contact_id
    left join bridge as right_bridge
        on links.right_contact_id = right_bridge.contact_id
    where left_bridge.customer_id is distinct from right_bridge.customer_id

)

select * from final
