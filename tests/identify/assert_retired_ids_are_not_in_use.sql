-- An alias leads from an id that no contact bears to one that a contact bears.
with

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

customers as (

    select distinct customer_id
    from {{ ref('bridge_contacts_to_customers') }}

),

final as (

    select aliases.*
    from aliases
    left join customers as retired_customers
        on aliases.retired_customer_id = retired_customers.customer_id
    left join customers as living_customers
        on aliases.customer_id = living_customers.customer_id
    where retired_customers.customer_id is not null
        or living_customers.customer_id is null

)

select * from final
