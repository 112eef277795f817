-- Units and money of each product are those of its lines and of its returns.
with

customer_products as (

    select * from {{ ref('fct_customer_products') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

movements as (

    select
        order_lines.customer_id,
        order_lines.product_id,
        order_lines.quantity,
        order_lines.net_amount,
        order_lines.net_amount as revenue_amount
    from order_lines
    where order_lines.product_id is not null

    union all

    select
        returns.customer_id,
        returns.product_id,
        -returns.quantity as quantity,
        0 as net_amount,
        -returns.refund_amount as revenue_amount
    from returns
    cross join as_of
    where returns.is_in_revenue and returns.return_date <= as_of.as_of_date

),

sides as (

    select
        movements.customer_id,
        movements.product_id,
        movements.quantity,
        movements.net_amount,
        movements.revenue_amount
    from movements
    inner join customers
        on movements.customer_id = customers.customer_id
    where movements.product_id is not null and customers.customer_kind != 'visitor'

    union all

    select
        customer_id,
        product_id,
        -quantity as quantity,
        -net_amount as net_amount,
        -revenue_amount as revenue_amount
    from customer_products

),

final as (

    select
        customer_id,
        product_id,
        coalesce(sum(quantity), 0) as quantity_difference,
        sum(net_amount) as net_difference,
        sum(revenue_amount) as revenue_difference
    from sides
    group by customer_id, product_id
    having coalesce(sum(quantity), 0) != 0
        or sum(net_amount) != 0
        or sum(revenue_amount) != 0

)

select * from final
