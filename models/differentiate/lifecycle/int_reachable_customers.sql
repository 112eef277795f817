-- When a customer could first be reached. An address that was replaced since was one,
-- so every version of a contact counts.
with

versions as (

    select * from {{ ref('base_contacts') }}
    where rejection_code is null

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

contact_points as (

    select * from {{ ref('bridge_customer_contact_points') }}

),

blocked_identifiers as (

    select * from {{ ref('blocked_identifiers') }}
    where identifier_type = 'email'

),

customers as (

    select * from {{ ref('dim_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

points as (

    select
        customer_id,
        max(case when channel = 'phone' then 1 else 0 end) = 1 as has_phone,
        min(first_seen_at) as reachable_at
    from contact_points
    group by customer_id

),

stated as (

    select
        {{ public_id('versions.contact_id', 'versions.source_system') }} as contact_id,
        {{ email_key('versions.email') }} as email_address,
        {{ phone_digits('versions.phone') }} is not null as has_phone,
        versions.address_line is not null
        and coalesce(versions.city, versions.postal_code) is not null as has_address,
        coalesce(versions.updated_at, versions.created_at, versions.recorded_at)
            as stated_at
    from versions
    cross join as_of
    where {{ is_known('versions.recorded_at', 'as_of.as_of_date') }}

),

blocked as (

    select distinct stated.email_address
    from stated
    inner join blocked_identifiers
        on stated.email_address like blocked_identifiers.identifier_pattern

),

-- Which phone numbers stand for nobody is known of those of today.
reached as (

    select
        customer_id,
        reachable_at
    from points

    union all

    select
        contacts.customer_id,
        stated.stated_at as reachable_at
    from stated
    inner join contacts
        on stated.contact_id = contacts.contact_id
    left join points
        on contacts.customer_id = points.customer_id
    left join blocked
        on stated.email_address = blocked.email_address
    where stated.has_address
        or (stated.email_address is not null and blocked.email_address is null)
        or (stated.has_phone and points.has_phone)

),

persons as (

    select
        reached.customer_id,
        customers.account_id,
        customers.customer_kind,
        min(reached.reachable_at) as reachable_at
    from reached
    inner join customers
        on reached.customer_id = customers.customer_id
    group by reached.customer_id, customers.account_id, customers.customer_kind

),

-- An organisation is reached through its persons.
final as (

    select
        customer_id,
        {{ business_date('reachable_at') }} as reachable_date
    from persons
    where customer_kind = 'person'

    union all

    select
        customers.customer_id,
        min({{ business_date('persons.reachable_at') }}) as reachable_date
    from persons
    inner join customers
        on persons.account_id = customers.account_id
    where persons.customer_kind = 'person'
        and customers.customer_kind = 'organisation'
    group by customers.customer_id

)

select * from final
