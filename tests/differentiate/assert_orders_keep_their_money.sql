-- Each order of the staging, once, with its amount to the cent.
with

raw_orders as (

    select * from {{ ref('stg_orders') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

order_totals as (

    select
        order_id,
        count(*) as order_count,
        sum(net_amount) as net_amount
    from orders
    group by order_id

),

final as (

    select
        coalesce(raw_orders.order_id, order_totals.order_id) as order_id,
        raw_orders.net_amount as raw_net_amount,
        order_totals.net_amount,
        order_totals.order_count
    from raw_orders
    full outer join order_totals
        on raw_orders.order_id = order_totals.order_id
    where raw_orders.order_id is null
        or order_totals.order_id is null
        or order_totals.order_count != 1
        or raw_orders.net_amount != order_totals.net_amount

)

select * from final
