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

-- The id is drawn from a contact that gave the value and not from the value: the hash
-- of an address can be guessed, and this table is published without the address.
contact_order as (

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

named as (

    select
        customer_id,
        channel,
        identifier_key,
        identifier_value,
        mention_rank,
        min(channel || ':' || contact_id || ':' || cast(value_number as string)) over (
            partition by channel, identifier_key
        ) as founding_mention,
        min(first_seen_at) over (
            partition by customer_id, channel, identifier_key
        ) as first_seen_at,
        last_seen_at
    from contact_order

),

sharing as (

    select
        channel,
        identifier_key,
        count(distinct customer_id) as customer_count
    from reachable
    group by channel, identifier_key

),

final as (

    select
        named.customer_id,
        named.channel,
        md5(named.founding_mention) as contact_point_id,
        named.identifier_value as contact_point_value,
        named.identifier_key as contact_point_key,
        row_number() over (
            partition by named.customer_id, named.channel
            order by
                sharing.customer_count asc,
                named.last_seen_at desc nulls last,
                named.identifier_key asc
        ) as contact_point_rank,
        sharing.customer_count as shared_by_customer_count,
        named.first_seen_at,
        named.last_seen_at
    from named
    inner join sharing
        on named.channel = sharing.channel
        and named.identifier_key = sharing.identifier_key
    where named.mention_rank = 1

)

select * from final
