with

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

attributes as (

    select * from {{ ref('int_customer_attributes') }}

),

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}

),

by_system as (

    select
        customer_id,
        source_system,
        count(*) as contact_count,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from contacts
    group by customer_id, source_system

),

customers as (

    select
        customer_id,
        cast(sum(contact_count) as bigint) as contact_count,
        count(*) as source_system_count,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from by_system
    group by customer_id

),

nameless as (

    select
        contacts.customer_id,
        contacts.contact_id
    from contacts
    inner join attributes
        on contacts.customer_id = attributes.customer_id
    where attributes.name_contact_id is null

),

-- Known by cookies and devices alone: a visitor until tied to a person.
visitors as (

    select nameless.customer_id
    from nameless
    inner join identifiers
        on nameless.contact_id = identifiers.contact_id
    left join identifier_types
        on identifiers.identifier_type = identifier_types.identifier_type
    group by nameless.customer_id
    having
        max(case when coalesce(identifier_types.names_person, true) then 1 else 0 end)
        = 0

),

final as (

    select
        customers.customer_id,
        case when visitors.customer_id is null then 'person' else 'visitor' end
            as customer_kind,
        customers.contact_count,
        customers.source_system_count,
        customers.first_seen_at,
        customers.last_seen_at
    from customers
    left join visitors
        on customers.customer_id = visitors.customer_id

)

select * from final
