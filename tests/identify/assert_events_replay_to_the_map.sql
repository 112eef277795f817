-- The last event that made each contact a customer's says whose it is today, once the
-- mergers since then are followed; and no other contact had any.
with recursive

events as (

    select * from {{ ref('fct_identity_events') }}

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

mergers as (

    select
        customer_id,
        other_customer_id,
        event_at
    from events
    where event_kind = 'merged'

),

ranked as (

    select
        contact_id,
        customer_id,
        coalesce(event_at, {{ always_known_at() }}) as event_at,
        row_number() over (
            partition by contact_id
            order by event_at desc nulls last, event_sequence desc, event_id asc
        ) as event_rank
    from events
    where contact_id is not null

),

last_owners as (

    select
        contact_id,
        customer_id,
        event_at
    from ranked
    where event_rank = 1

),

moved as (

    select
        coalesce(bridge.contact_id, last_owners.contact_id) as contact_id,
        bridge.customer_id,
        last_owners.customer_id as owner_id,
        last_owners.event_at
    from bridge
    full outer join last_owners
        on bridge.contact_id = last_owners.contact_id
    where bridge.customer_id is distinct from last_owners.customer_id

),

-- Who was a customer's when it was merged is the heir's from that moment on.
owners as (

    select
        contact_id,
        customer_id,
        owner_id,
        event_at,
        0 as step
    from moved

    union all

    select
        owners.contact_id,
        owners.customer_id,
        mergers.other_customer_id as owner_id,
        mergers.event_at,
        owners.step + 1 as step
    from owners
    inner join mergers
        on owners.owner_id = mergers.customer_id
        and owners.event_at <= mergers.event_at

),

ranked_owners as (

    select
        contact_id,
        customer_id,
        owner_id,
        row_number() over (
            partition by contact_id
            order by step desc, event_at desc, owner_id asc
        ) as owner_rank
    from owners

),

final as (

    select
        contact_id,
        customer_id,
        owner_id
    from ranked_owners
    where owner_rank = 1
        and customer_id is distinct from owner_id

)

select * from final
