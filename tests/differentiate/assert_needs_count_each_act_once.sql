-- Over needs and what is of none, acts add up to the purchases of customers in the
-- window; of spend, in orders without a line below zero; and to their conversations.
with

acts as (

    select * from {{ ref('int_need_acts') }}

),

purchases as (

    select * from {{ ref('int_need_purchases') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}
    where not is_visitor

),

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

conversations as (

    select * from {{ ref('int_need_conversations') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

customer_orders as (

    select
        customers.customer_key,
        orders.order_id,
        orders.delivery_method,
        orders.payment_method,
        orders.sales_channel
    from orders
    inner join customers
        on orders.customer_id = customers.customer_id
    cross join rules
    where orders.is_purchase
        and orders.order_date between rules.window_start_date and rules.as_of_date

),

talks as (

    select distinct
        customers.customer_key,
        conversations.conversation_id,
        conversations.topic
    from conversations
    inner join customers
        on conversations.customer_id = customers.customer_id
    cross join rules
    where conversations.start_date >= rules.window_start_date

),

order_spends as (

    select
        order_lines.order_id,
        sum(order_lines.net_amount) as spend_amount
    from order_lines
    inner join customer_orders
        on order_lines.order_id = customer_orders.order_id
    where {{ is_product_line('order_lines.line_type') }}
    group by order_lines.order_id
    having min(order_lines.net_amount) >= 0

),

need_spends as (

    select
        purchases.order_id,
        sum(purchases.spend_amount) as spend_amount
    from purchases
    inner join order_spends
        on purchases.order_id = order_spends.order_id
    where purchases.is_in_window
    group by purchases.order_id

),

sides as (

    select
        'lines' as side,
        order_spends.order_id as name,
        cast(order_spends.spend_amount as decimal(18, 2)) as expected_amount,
        coalesce(need_spends.spend_amount, 0) as found_amount
    from order_spends
    left join need_spends
        on order_spends.order_id = need_spends.order_id

    union all

    select
        'spend' as side,
        cast(customer_key as string) as name,
        sum(case when is_in_window then spend_amount else 0 end) as expected_amount,
        0 as found_amount
    from purchases
    group by customer_key

    {% for field in [
        'delivery_method', 'payment_method', 'sales_channel', 'coupon_code',
    ] %}
    union all

    select
        '{{ field }}' as side,
        cast(customer_key as string) as name,
        {{ 'count(*)' if field == 'coupon_code' else 'count(' ~ field ~ ')' }}
            as expected_amount,
        0 as found_amount
    from customer_orders
    group by customer_key
    {% endfor %}

    union all

    select
        'topic' as side,
        cast(customer_key as string) as name,
        count(*) as expected_amount,
        0 as found_amount
    from talks
    group by customer_key

    union all

    select
        basis as side,
        cast(customer_key as string) as name,
        0 as expected_amount,
        sum(act_amount) as found_amount
    from acts
    group by customer_key, basis

),

final as (

    select
        side,
        name,
        sum(expected_amount) as expected_amount,
        sum(found_amount) as found_amount
    from sides
    group by side, name
    having sum(expected_amount) != sum(found_amount)

)

select * from final
