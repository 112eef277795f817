with

customers as (

    select * from {{ ref('dim_customers') }}

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

-- All fields of an order at once, so that the orders are read once.
order_habits as (

    select
        orders.customer_id,
        lower(orders.delivery_method) as delivery_method,
        lower(orders.payment_method) as payment_method,
        lower(orders.sales_channel) as sales_channel,
        case when orders.coupon_code is null then 'none' else 'used' end
            as coupon_code,
        cast(
            sum(
                case when orders.order_date >= rules.window_start_date then 1 else 0 end
            ) as bigint
        ) as occasion_count,
        max(orders.ordered_at) as met_at
    from orders
    cross join rules
    where orders.is_purchase and orders.order_date <= rules.as_of_date
    group by
        orders.customer_id,
        lower(orders.delivery_method),
        lower(orders.payment_method),
        lower(orders.sales_channel),
        case when orders.coupon_code is null then 'none' else 'used' end

),

field_habits as (

    {% for field in [
        'delivery_method', 'payment_method', 'sales_channel', 'coupon_code',
    ] %}
    select
        customer_id,
        'order' as source,
        '{{ field }}' as field,
        {{ field }} as value,
        occasion_count,
        met_at
    from order_habits

    union all
    {% endfor %}
    {% for field in ['topic', 'purpose'] %}
    select
        conversations.customer_id,
        'interaction' as source,
        '{{ field }}' as field,
        conversations.{{ field }} as value,
        cast(
            case
                when conversations.start_date >= rules.window_start_date then 1 else 0
            end as bigint
        ) as occasion_count,
        conversations.resolved_at as met_at
    from conversations
    cross join rules
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

final as (

    select
        field_habits.customer_id,
        field_habits.source,
        field_habits.field,
        field_habits.value,
        cast(sum(field_habits.occasion_count) as bigint) as occasion_count,
        max(field_habits.met_at) as met_at
    from field_habits
    inner join customers
        on field_habits.customer_id = customers.customer_id
    where customers.customer_kind != 'visitor' and field_habits.value is not null
    group by
        field_habits.customer_id,
        field_habits.source,
        field_habits.field,
        field_habits.value

)

select * from final
