-- Goods, services and adjustments of an order with lines are its net amount.
with

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

line_totals as (

    select
        order_id,
        sum(
            case
                when {{ adds_to_order('line_type') }} then net_amount
                else 0
            end
        ) as net_amount
    from order_lines
    group by order_id

),

final as (

    select
        line_totals.order_id,
        line_totals.net_amount as line_net_amount,
        orders.net_amount
    from line_totals
    left join orders
        on line_totals.order_id = orders.order_id
    where orders.order_id is null
        or orders.net_amount != line_totals.net_amount

)

select * from final
