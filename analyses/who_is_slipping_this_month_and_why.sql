{{ config(group="differentiate") }}

-- Who is slipping, and why? Customers that fell back into a later stage in the month up
-- to the as-of date without buying, the most valuable first, with what came last before
-- that: the last purchase (late, or promised and not there yet? given back?) and the
-- topic of the last conversation in which they spoke, by the day on which it began.
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

conversations as (

    select * from {{ ref('int_need_conversations') }}

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
        orders.customer_id,
        orders.customer_order_number,
        orders.order_date,
        orders.refund_amount,
        case
            when orders.delivered_at is null
                then {{ business_date('orders.promised_at') }} < as_of.as_of_date
            else orders.delivered_at > orders.promised_at
        end as is_late,
        row_number() over (
            partition by orders.customer_id
            order by
                orders.order_date desc,
                orders.customer_order_number desc,
                orders.order_id desc
        ) as order_rank
    from orders
    cross join as_of
    where orders.order_date <= as_of.as_of_date

),

talks as (

    select
        slipping.customer_id,
        conversations.topic,
        row_number() over (
            partition by slipping.customer_id
            order by
                conversations.start_date desc,
                conversations.conversation_id desc,
                conversations.topic asc
        ) as talk_rank
    from slipping
    inner join conversations
        on slipping.customer_id = conversations.customer_id
        and slipping.slipped_date > conversations.start_date

),

final as (

    select
        slipping.customer_id,
        slipping.lifecycle_stage,
        slipping.slipped_date,
        customer_values.clv_36_months_amount,
        last_orders.order_date as last_purchase_date,
        last_orders.customer_order_number as purchase_count,
        coalesce(last_orders.is_late, false) as was_last_delivery_late,
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
