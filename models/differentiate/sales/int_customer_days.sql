with

customer_keys as (

    select * from {{ ref('int_customer_keys') }}

),

orders as {{ recomputed() }} (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- Revenue of a day: its completed orders less the refunds of what came back on it. What
-- names no order has no cost that could be missing.
movements as (

    select
        customer_id,
        order_date as activity_date,
        case when is_purchase then 1 else 0 end as purchase_count,
        1 as order_count,
        case when cost_amount is null then 0 else 1 end as costed_order_count,
        net_amount,
        cast(0 as decimal(18, 2)) as refund_amount,
        case when cost_amount is null then 0 else net_amount end
            as costed_revenue_amount,
        coalesce(cost_amount, 0) as cost_amount
    from orders
    where is_in_revenue and has_customer

    union all

    select
        returns.customer_id,
        returns.return_date as activity_date,
        0 as purchase_count,
        0 as order_count,
        0 as costed_order_count,
        cast(0 as decimal(18, 2)) as net_amount,
        returns.refund_amount,
        case
            when not returns.has_order or orders.cost_amount is not null
                then -returns.refund_amount
            else 0
        end as costed_revenue_amount,
        0 as cost_amount
    from returns
    left join orders
        on returns.order_id = orders.order_id
    where returns.is_in_revenue and returns.has_customer

),

daily as (

    select
        customer_id,
        activity_date,
        cast(sum(purchase_count) as bigint) as purchase_count,
        cast(sum(order_count) as bigint) as order_count,
        cast(sum(costed_order_count) as bigint) as costed_order_count,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(refund_amount) as decimal(18, 2)) as refund_amount,
        cast(sum(net_amount - refund_amount) as decimal(18, 2)) as revenue_amount,
        cast(sum(costed_revenue_amount) as decimal(18, 2)) as costed_revenue_amount,
        cast(sum(cost_amount) as decimal(18, 2)) as cost_amount
    from movements
    group by customer_id, activity_date

),

-- A business day that is still to come on the as-of date waits for its day.
final as (

    select
        daily.customer_id,
        customer_keys.customer_key,
        daily.activity_date,
        daily.purchase_count,
        daily.order_count,
        daily.costed_order_count,
        daily.net_amount,
        daily.refund_amount,
        daily.revenue_amount,
        daily.costed_revenue_amount,
        daily.cost_amount
    from daily
    inner join customer_keys
        on daily.customer_id = customer_keys.customer_id
    cross join as_of
    where not customer_keys.is_visitor
        and daily.activity_date <= as_of.as_of_date

)

select * from final
