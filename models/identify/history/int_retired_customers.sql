{{ config(materialized='connected_components') }}

-- A customer that came back after its last merger is not retired.
with

events as (

    select * from {{ ref('fct_identity_events') }}
    where event_kind = 'merged'

),

bridge as (

    select distinct customer_id
    from {{ ref('bridge_contacts_to_customers') }}

),

ranked as (

    select
        customer_id,
        other_customer_id,
        row_number() over (
            partition by customer_id
            order by event_at desc nulls last, other_customer_id asc
        ) as merger_rank
    from events

),

final as (

    select
        ranked.customer_id as left_node,
        ranked.other_customer_id as right_node
    from ranked
    left join bridge
        on ranked.customer_id = bridge.customer_id
    where ranked.merger_rank = 1
        and bridge.customer_id is null

)

select * from final
