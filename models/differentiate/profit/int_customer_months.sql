{% set activities = [
    'order', 'delivery', 'service', 'return', 'marketing', 'acquisition'
] %}
{% set counts = [
    'active_day_count', 'purchase_count', 'order_count', 'costed_order_count'
] %}
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

allocations as (

    select * from {{ ref('int_cost_allocations') }}

),

movements as (

    select
        customer_key,
        cast(date_trunc('month', activity_date) as date) as month_start_date,
        1 as active_day_count,
        purchase_count,
        order_count,
        costed_order_count,
        revenue_amount,
        costed_revenue_amount,
        cost_amount as goods_cost_amount,
        cast(null as string) as activity,
        cast(null as decimal(18, 2)) as activity_cost_amount
    from customer_days

    union all

    select
        customer_key,
        month_start_date,
        0 as active_day_count,
        0 as purchase_count,
        0 as order_count,
        0 as costed_order_count,
        cast(0 as decimal(18, 2)) as revenue_amount,
        cast(0 as decimal(18, 2)) as costed_revenue_amount,
        cast(0 as decimal(18, 2)) as goods_cost_amount,
        activity,
        cost_amount as activity_cost_amount
    from allocations
    where customer_key is not null

),

summed as (

    select
        {% for count in counts %}
        cast(sum({{ count }}) as bigint) as {{ count }},
        {% endfor %}
        cast(sum(revenue_amount) as decimal(18, 2)) as revenue_amount,
        cast(sum(costed_revenue_amount) as decimal(18, 2)) as costed_revenue_amount,
        cast(sum(goods_cost_amount) as decimal(18, 2)) as goods_cost_amount,
        {% for activity in activities %}
        cast(
            sum(
                case
                    when activity = '{{ activity }}' then activity_cost_amount
                    else 0
                end
            ) as decimal(18, 2)
        ) as {{ activity }}_cost_amount,
        {% endfor %}
        customer_key,
        month_start_date
    from movements
    group by customer_key, month_start_date

),

final as (

    select
        *,
        cast(
            order_cost_amount + delivery_cost_amount + service_cost_amount
            + return_cost_amount + marketing_cost_amount as decimal(18, 2)
        ) as cost_to_serve_amount
    from summed

)

select * from final
