-- Orders net of their refunds, less the other refunds = orders less all refunds.
with

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

movements as (

    select
        revenue_amount as order_view_amount,
        case when is_in_revenue then net_amount else 0 end as day_view_amount
    from orders

    union all

    select
        case when has_order then 0 else -refund_amount end as order_view_amount,
        case when is_in_revenue then -refund_amount else 0 end as day_view_amount
    from returns

),

totals as (

    select
        sum(order_view_amount) as order_view_amount,
        sum(day_view_amount) as day_view_amount
    from movements

),

final as (

    select *
    from totals
    where order_view_amount != day_view_amount

)

select * from final
