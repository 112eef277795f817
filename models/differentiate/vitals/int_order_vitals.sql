with

raw_orders as (

    select * from {{ ref('stg_orders') }}

),

raw_returns as (

    select * from {{ ref('stg_returns') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

raw_order_totals as (

    select coalesce(sum(net_amount), 0) as net_amount
    from raw_orders

),

raw_return_totals as (

    select coalesce(sum(refund_amount), 0) as refund_amount
    from raw_returns

),

order_totals as (

    select
        count(*) as order_count,
        count(case when has_customer then 1 end) as customer_order_count,
        count(cost_amount) as costed_order_count,
        coalesce(sum(net_amount), 0) as net_amount,
        coalesce(sum(case when is_in_revenue then net_amount end), 0) as counted_amount,
        coalesce(sum(revenue_amount), 0) as revenue_amount
    from orders

),

return_totals as (

    select
        coalesce(sum(refund_amount), 0) as refund_amount,
        coalesce(sum(case when is_in_revenue then refund_amount end), 0)
            as counted_amount,
        coalesce(sum(case when not has_order then refund_amount end), 0)
            as orderless_amount
    from returns

),

final as (

    select
        cast(order_totals.order_count as double) as order_count,
        {{ share(
            'order_totals.order_count - order_totals.customer_order_count',
            'order_totals.order_count',
        ) }} as orders_without_customer_share,
        {{ share('order_totals.costed_order_count', 'order_totals.order_count') }}
            as costed_order_share,
        cast(order_totals.counted_amount as double) as net_amount,
        {{ share('return_totals.counted_amount', 'order_totals.counted_amount') }}
            as refund_share,
        cast(order_totals.net_amount - raw_order_totals.net_amount as double)
            as net_amount_difference,
        cast(return_totals.refund_amount - raw_return_totals.refund_amount as double)
            as refund_amount_difference,
        -- Orders less their and the other refunds, against orders less all refunds.
        cast(
            order_totals.revenue_amount - return_totals.orderless_amount
            - (order_totals.counted_amount - return_totals.counted_amount) as double
        ) as revenue_amount_difference
    from order_totals
    cross join return_totals
    cross join raw_order_totals
    cross join raw_return_totals

)

select * from final
