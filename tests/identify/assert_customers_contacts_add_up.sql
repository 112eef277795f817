with

bridge as (

    select count(*) as contact_count
    from {{ ref('bridge_contacts_to_customers') }}

),

customers as (

    select sum(contact_count) as contact_count
    from {{ ref('dim_customers') }}

),

final as (

    select
        bridge.contact_count,
        customers.contact_count as counted_contact_count
    from bridge
    cross join customers
    where bridge.contact_count != coalesce(customers.contact_count, 0)

)

select * from final
