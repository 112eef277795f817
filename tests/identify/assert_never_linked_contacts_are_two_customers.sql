with

overrides as (

    select * from {{ ref('int_identity_overrides') }}
    where decision = 'never_link'

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

final as (

    select
        overrides.left_contact_id,
        overrides.right_contact_id
    from overrides
    inner join bridge as left_bridge
        on overrides.left_contact_id = left_bridge.contact_id
    inner join bridge as right_bridge
        on overrides.right_contact_id = right_bridge.contact_id
    where left_bridge.customer_id = right_bridge.customer_id

)

select * from final
