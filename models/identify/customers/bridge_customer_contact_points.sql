with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

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
    inner join contacts
        on identifiers.contact_id = contacts.contact_id
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    where identifiers.identifier_type in ('email', 'phone')
        and identifier_values.verdict != 'blocklisted'

),

mentions as (

    select
        *,
        row_number() over (
            partition by channel, contact_id
            order by first_seen_at asc nulls last, identifier_key asc
        ) as value_number,
        row_number() over (
            partition by customer_id, channel, identifier_key
            order by last_seen_at desc nulls last, contact_id asc
        ) as mention_rank
    from reachable

),

-- The id is drawn from a contact that gave the value and not from the value: the hash
-- of an address can be guessed, and this table is published without the address.
contact_points as (

    select
        channel,
        identifier_key,
        min(contact_id || ':' || cast(value_number as string)) as founding_mention,
        sum(case when mention_rank = 1 then 1 else 0 end) as customer_count
    from mentions
    group by channel, identifier_key

),

customer_points as (

    select
        customer_id,
        channel,
        identifier_key,
        max(case when mention_rank = 1 then identifier_value end) as identifier_value,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from mentions
    group by customer_id, channel, identifier_key

),

final as (

    select
        customer_points.customer_id,
        customer_points.channel,
        md5(customer_points.channel || ':' || contact_points.founding_mention)
            as contact_point_id,
        customer_points.identifier_value as contact_point_value,
        customer_points.identifier_key as contact_point_key,
        cast(
            row_number() over (
                partition by customer_points.customer_id, customer_points.channel
                order by
                    contact_points.customer_count asc,
                    customer_points.last_seen_at desc nulls last,
                    customer_points.identifier_key asc
            ) as bigint
        ) as contact_point_rank,
        cast(contact_points.customer_count as bigint) as shared_by_customer_count,
        customer_points.first_seen_at,
        customer_points.last_seen_at
    from customer_points
    inner join contact_points
        on customer_points.channel = contact_points.channel
        and customer_points.identifier_key = contact_points.identifier_key

)

select * from final
