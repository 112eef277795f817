with

components as (

    select * from {{ ref('int_retired_customers') }}

),

bridge as (

    select distinct customer_id
    from {{ ref('bridge_contacts_to_customers') }}

),

events as (

    select * from {{ ref('fct_identity_events') }}
    where event_kind = 'merged'

),

retirements as (

    select
        customer_id,
        max(event_at) as retired_at
    from events
    group by customer_id

),

-- Each chain of mergers leads to exactly one customer that lives.
living as (

    select
        components.component,
        components.node as customer_id
    from components
    inner join bridge
        on components.node = bridge.customer_id

),

final as (

    select
        components.node as retired_customer_id,
        living.customer_id,
        'merged' as reason,
        retirements.retired_at
    from components
    inner join living
        on components.component = living.component
        and components.node != living.customer_id
    inner join retirements
        on components.node = retirements.customer_id

)

select * from final
