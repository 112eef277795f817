-- The last event that made each contact a customer's says whose it is today, once the
-- mergers since then are followed; and no other contact had any.
with

events as (

    select * from {{ ref('fct_identity_events') }}
    where contact_id is not null

),

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

ranked as (

    select
        contact_id,
        customer_id,
        row_number() over (
            partition by contact_id
            order by event_at desc nulls last, event_sequence desc, event_id asc
        ) as event_rank
    from events

),

replayed as (

    select
        ranked.contact_id,
        coalesce(aliases.customer_id, ranked.customer_id) as customer_id
    from ranked
    left join aliases
        on ranked.customer_id = aliases.retired_customer_id
    where ranked.event_rank = 1

),

final as (

    select
        coalesce(bridge.contact_id, replayed.contact_id) as contact_id,
        bridge.customer_id,
        replayed.customer_id as replayed_customer_id
    from bridge
    full outer join replayed
        on bridge.contact_id = replayed.contact_id
    where bridge.customer_id is distinct from replayed.customer_id

)

select * from final
