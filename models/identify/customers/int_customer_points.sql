with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}
    where identifier_type in ('email', 'phone')

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}
    where identifier_type in ('email', 'phone')
        and verdict != 'blocklisted'

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

reachable as (

    select
        contacts.customer_id,
        identifiers.contact_id,
        identifiers.identifier_type as channel,
        identifiers.identifier_key,
        identifiers.identifier_value,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    inner join contacts
        on identifiers.contact_id = contacts.contact_id

),

customer_points as (

    select
        customer_id,
        channel,
        identifier_key,
        min(contact_id) as first_contact_id,
        min(identifier_value) as identifier_value,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at,
        min(identifier_value) != max(identifier_value) as is_spelt_in_several_ways
    from reachable
    group by customer_id, channel, identifier_key

),

-- Few are spelt in several ways: only those are ranked for the last spelling.
spellings as (

    select
        reachable.customer_id,
        reachable.channel,
        reachable.identifier_key,
        reachable.identifier_value,
        row_number() over (
            partition by
                reachable.customer_id, reachable.channel, reachable.identifier_key
            order by reachable.last_seen_at desc nulls last, reachable.contact_id asc
        ) as spelling_rank
    from reachable
    inner join customer_points
        on reachable.customer_id = customer_points.customer_id
        and reachable.channel = customer_points.channel
        and reachable.identifier_key = customer_points.identifier_key
    where customer_points.is_spelt_in_several_ways

),

final as (

    select
        customer_points.customer_id,
        customer_points.channel,
        customer_points.identifier_key,
        coalesce(spellings.identifier_value, customer_points.identifier_value)
            as identifier_value,
        customer_points.first_contact_id,
        customer_points.first_seen_at,
        customer_points.last_seen_at
    from customer_points
    left join spellings
        on customer_points.customer_id = spellings.customer_id
        and customer_points.channel = spellings.channel
        and customer_points.identifier_key = spellings.identifier_key
        and spellings.spelling_rank = 1

)

select * from final
