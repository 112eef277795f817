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

contact_points as (

    select * from {{ ref('bridge_customer_contact_points') }}

),

customers as (

    select
        customer_id,
        count(*) as contact_count,
        count(distinct source_system) as source_system_count,
        min(confidence) as identity_confidence,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from contacts
    group by customer_id

),

identified as (

    select
        contacts.customer_id,
        max(case when coalesce(identifier_types.names_person, true) then 1 else 0 end)
            as names_person
    from contacts
    inner join identifiers
        on contacts.contact_id = identifiers.contact_id
    left join identifier_types
        on identifiers.identifier_type = identifier_types.identifier_type
    group by contacts.customer_id

),

preferred_contact_points as (

    select
        customer_id,
        max(case when channel = 'email' then contact_point_value end) as email,
        max(case when channel = 'phone' then contact_point_value end) as phone
    from contact_points
    where contact_point_rank = 1
    group by customer_id

),

final as (

    select
        customers.customer_id,
        -- Known by cookies and devices alone: a visitor until tied to a person.
        case
            when identified.names_person = 0 and attributes.name_contact_id is null
                then 'visitor'
            else 'person'
        end as customer_kind,
        coalesce(attributes.customer_type, 'consumer') as customer_type,
        attributes.name_contact_id,
        attributes.given_name,
        attributes.family_name,
        attributes.full_name,
        attributes.birth_contact_id,
        attributes.birth_date,
        attributes.gender,
        attributes.address_contact_id,
        attributes.address_line,
        attributes.city,
        attributes.region,
        attributes.postal_code,
        attributes.country_code,
        attributes.language_code,
        preferred_contact_points.email,
        preferred_contact_points.phone,
        customers.contact_count,
        customers.source_system_count,
        customers.identity_confidence,
        customers.first_seen_at,
        customers.last_seen_at
    from customers
    inner join attributes
        on customers.customer_id = attributes.customer_id
    left join identified
        on customers.customer_id = identified.customer_id
    left join preferred_contact_points
        on customers.customer_id = preferred_contact_points.customer_id

)

select * from final
