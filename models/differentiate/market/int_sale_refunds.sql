with

returns as (

    select * from {{ ref('fct_returns') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- What names no order has no cost that could be missing.
final as (

    select
        returns.return_id,
        sale_orders.order_number,
        sale_orders.buyer_number,
        returns.store_id,
        coalesce(returns.product_id, order_lines.product_id) as product_id,
        returns.return_date,
        cast(date_trunc('month', returns.return_date) as date) as month_start_date,
        returns.refund_amount,
        sale_orders.order_id is null or sale_orders.cost_amount is not null
            as is_costed
    from returns
    left join sale_orders
        on returns.order_id = sale_orders.order_id
    left join order_lines
        on returns.order_id = order_lines.order_id
        and returns.line_number = order_lines.line_number
    cross join as_of
    where returns.is_in_revenue and returns.return_date <= as_of.as_of_date

)

select * from final
