-- Whatever id a build gave a contact alone, it is in use or leads to one that is.
with

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

known_ids as (

    select customer_id from bridge

    union

    select retired_customer_id as customer_id from aliases

),

final as (

    select bridge.contact_id
    from bridge
    left join known_ids
        on {{ first_customer_id('bridge.contact_id') }} = known_ids.customer_id
    where known_ids.customer_id is null

)

select * from final
