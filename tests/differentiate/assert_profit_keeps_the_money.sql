{#- Each customer's purchases, revenue and, where known, cost of goods of the months,
    the years and all time are those of the orders and returns themselves. -#}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

profits as (

    select * from {{ ref('fct_customer_profit') }}

),

records as (

    select
        customer_id,
        order_date as record_date,
        net_amount as revenue_amount,
        cost_amount,
        case when net_amount >= 0 then 1 else 0 end as order_count,
        case when cost_amount is null then 1 else 0 end as uncosted_count
    from orders
    where order_status = 'completed'

    union all

    select
        customer_id,
        return_date as record_date,
        -refund_amount as revenue_amount,
        0 as cost_amount,
        0 as order_count,
        0 as uncosted_count
    from returns
    where is_in_revenue

),

customer_records as (

    select records.*
    from records
    cross join as_of
    inner join customers
        on records.customer_id = customers.customer_id
    where customers.customer_kind != 'visitor'
        and records.record_date <= as_of.as_of_date

),

period_records as (

    {% for period_type in ['month', 'year'] %}
    select
        *,
        '{{ period_type }}' as period_type,
        cast(date_trunc('{{ period_type }}', record_date) as date) as period_start_date
    from customer_records

    union all

    {% endfor %}
    select
        *,
        'all_time' as period_type,
        cast(null as date) as period_start_date
    from customer_records

),

expected as (

    select
        customer_id,
        period_type,
        period_start_date,
        sum(order_count) as order_count,
        sum(revenue_amount) as revenue_amount,
        case when sum(uncosted_count) > 0 then -1 else sum(cost_amount) end
            as goods_cost_amount
    from period_records
    group by customer_id, period_type, period_start_date

),

found as (

    select
        customer_id,
        period_type,
        case when period_type != 'all_time' then period_start_date end
            as period_start_date,
        order_count,
        revenue_amount,
        coalesce(goods_cost_amount, -1) as goods_cost_amount
    from profits

),

final as (

    select
        expected.*,
        found.customer_id as found_customer_id,
        found.order_count as found_order_count,
        found.revenue_amount as found_revenue_amount,
        found.goods_cost_amount as found_goods_cost_amount
    from expected
    full outer join found
        on expected.customer_id = found.customer_id
        and expected.period_type = found.period_type
        and expected.period_start_date is not distinct from found.period_start_date
    where coalesce(found.order_count, 0) != coalesce(expected.order_count, 0)
        or coalesce(found.revenue_amount, 0) != coalesce(expected.revenue_amount, 0)
        or coalesce(found.goods_cost_amount, 0)
        != coalesce(expected.goods_cost_amount, 0)

)

select * from final
