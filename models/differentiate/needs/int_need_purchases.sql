with

customers as (

    select * from {{ ref('int_customer_keys') }}
    where not is_visitor

),

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

product_needs as (

    select * from {{ ref('int_product_needs') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

need_lines as (

    select
        order_lines.order_id,
        product_needs.need,
        sum(order_lines.net_amount) as net_amount
    from order_lines
    left join product_needs
        on order_lines.product_id = product_needs.product_id
    where {{ is_product_line('order_lines.line_type') }}
        and order_lines.is_in_revenue and order_lines.has_customer
        and not order_lines.is_removed
    group by order_lines.order_id, product_needs.need

),

-- A need takes no less than nothing of an order, so that its shares are of 0 to 1.
final as (

    select
        customers.customer_key,
        orders.order_id,
        need_lines.need,
        cast(
            greatest(need_lines.net_amount, cast(0 as decimal(18, 2)))
            as decimal(18, 2)
        ) as spend_amount,
        orders.order_date >= rules.window_start_date as is_in_window,
        orders.ordered_at
    from need_lines
    inner join orders
        on need_lines.order_id = orders.order_id
    inner join customers
        on orders.customer_id = customers.customer_id
    cross join rules
    where orders.is_purchase and orders.order_date <= rules.as_of_date

)

select * from final
