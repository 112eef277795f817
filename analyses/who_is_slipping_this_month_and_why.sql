{{ config(group="differentiate") }}

-- Who is slipping, and why? Customers that fell back into a later stage in the month up
-- to the as-of date without buying, the most valuable first, with what came last before
-- they fell silent: the last purchase (late? given back?) and the last inbound talk.
--   dbt show -s who_is_slipping_this_month_and_why --limit 50
with

history as (

    select * from {{ ref('fct_lifecycle_history') }}
    where is_current

),

stages as (

    select * from {{ ref('lifecycle_rules') }}
    where counted_from = 'last_purchase' and from_days > 0

),

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase and customer_id is not null

),

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

interactions as (

    select * from {{ ref('stg_interactions') }}
    where direction = 'inbound'

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

slipping as (

    select
        history.customer_id,
        history.lifecycle_stage,
        history.lifecycle_stage_since_date as slipped_date
    from history
    inner join stages
        on history.lifecycle_stage = stages.lifecycle_stage
    cross join as_of
    where history.lifecycle_stage_since_date > {{ add_months('as_of.as_of_date', -1) }}

),

last_orders as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by order_date desc, customer_order_number desc, order_id desc
        ) as order_rank
    from orders

),

talks as (

    select
        bridge.customer_id,
        interactions.topic,
        row_number() over (
            partition by bridge.customer_id
            order by interactions.started_at desc, interactions.interaction_id desc
        ) as talk_rank
    from interactions
    inner join bridge
        on interactions.contact_id = bridge.contact_id

),

final as (

    select
        slipping.customer_id,
        slipping.lifecycle_stage,
        slipping.slipped_date,
        customer_values.clv_36_months_amount,
        last_orders.order_date as last_purchase_date,
        last_orders.customer_order_number as purchase_count,
        coalesce(last_orders.delivered_at > last_orders.promised_at, false)
            as was_last_delivery_late,
        last_orders.refund_amount > 0 as was_last_purchase_given_back,
        talks.topic as last_topic
    from slipping
    left join last_orders
        on slipping.customer_id = last_orders.customer_id
        and last_orders.order_rank = 1
    left join customer_values
        on slipping.customer_id = customer_values.customer_id
    left join talks
        on slipping.customer_id = talks.customer_id
        and talks.talk_rank = 1
    order by
        customer_values.clv_36_months_amount desc nulls last,
        slipping.customer_id asc

)

select * from final
