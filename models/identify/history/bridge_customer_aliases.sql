with

components as (

    select * from {{ ref('int_retired_customers') }}

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

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

customers as (

    select distinct customer_id
    from bridge

),

-- Each chain of mergers leads to exactly one customer that lives.
living as (

    select
        components.component,
        components.node as customer_id
    from components
    inner join customers
        on components.node = customers.customer_id

),

merged as (

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

),

-- A build that did not see what ties a contact to an older one gave it its own id.
own_ids as (

    select
        {{ first_customer_id('contact_id') }} as retired_customer_id,
        customer_id
    from bridge

),

joined as (

    select
        own_ids.retired_customer_id,
        own_ids.customer_id,
        'joined' as reason,
        cast(null as timestamp) as retired_at
    from own_ids
    left join customers
        on own_ids.retired_customer_id = customers.customer_id
    left join retirements
        on own_ids.retired_customer_id = retirements.customer_id
    where customers.customer_id is null
        and retirements.customer_id is null

),

final as (

    select * from merged

    union all

    select * from joined

)

select * from final
