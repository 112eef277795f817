with

founders as (

    select * from {{ ref('int_founders') }}

),

lives as (

    select * from {{ ref('int_contact_lives') }}

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

customers as (

    select distinct customer_id
    from bridge

),

-- What a split leaves of a customer keeps its id under another founder: the last one
-- says whose it was.
retired as (

    select
        founders.customer_id,
        founders.contact_id,
        lives.ended_at as retired_at,
        row_number() over (
            partition by founders.customer_id
            order by lives.era desc, founders.node asc
        ) as founder_rank
    from founders
    inner join lives
        on founders.node = lives.node
    left join customers
        on founders.customer_id = customers.customer_id
    where customers.customer_id is null

),

-- A later split may take the founder out of the customer it was merged into.
merged as (

    select
        retired.customer_id as retired_customer_id,
        bridge.customer_id,
        'merged' as reason,
        retired.retired_at
    from retired
    inner join bridge
        on retired.contact_id = bridge.contact_id
    where retired.founder_rank = 1

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
    left join merged
        on own_ids.retired_customer_id = merged.retired_customer_id
    where customers.customer_id is null
        and merged.retired_customer_id is null

),

final as (

    select * from merged

    union all

    select * from joined

)

select * from final
