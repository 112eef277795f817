with

customers as (

    select * from {{ ref('int_customer_keys') }}
    where not is_visitor

),

orders as (

    select * from {{ ref('fct_orders') }}

),

conversations as (

    select * from {{ ref('int_need_conversations') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

order_values as (

    select
        customers.customer_key,
        lower(orders.delivery_method) as delivery_method,
        lower(orders.payment_method) as payment_method,
        lower(orders.sales_channel) as sales_channel,
        case when orders.coupon_code is null then 'none' else 'used' end
            as coupon_code,
        case when orders.order_date >= rules.window_start_date then 1 else 0 end
            as occasion_count,
        orders.ordered_at as met_at
    from orders
    inner join customers
        on orders.customer_id = customers.customer_id
    cross join rules
    where orders.is_purchase and orders.order_date <= rules.as_of_date

),

conversation_values as (

    select
        customers.customer_key,
        conversations.topic,
        case
            when conversations.start_date >= rules.window_start_date then 1 else 0
        end as occasion_count,
        conversations.resolved_at as met_at
    from conversations
    inner join customers
        on conversations.customer_id = customers.customer_id
    cross join rules

),

final as (

    {% for field in [
        'delivery_method', 'payment_method', 'sales_channel', 'coupon_code',
    ] %}
    select
        customer_key,
        'order' as source,
        '{{ field }}' as field,
        {{ field }} as value,
        cast(sum(occasion_count) as bigint) as occasion_count,
        max(met_at) as met_at
    from order_values
    where {{ field }} is not null
    group by customer_key, {{ field }}

    union all
    {% endfor %}
    select
        customer_key,
        'interaction' as source,
        'topic' as field,
        topic as value,
        cast(sum(occasion_count) as bigint) as occasion_count,
        max(met_at) as met_at
    from conversation_values
    group by customer_key, topic

)

select * from final
