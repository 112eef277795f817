with

customers as (

    select * from {{ ref('dim_customers') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

spend_window as (

    select * from {{ ref('int_wallet_window') }}

),

lined_orders as (

    select distinct order_id
    from order_lines

),

-- Lines add up to their order; one without lines is of no known product.
movements as (

    select
        customer_id,
        case when {{ is_product_line('line_type') }} then product_id end as product_id,
        order_date as activity_date,
        net_amount as amount
    from order_lines
    where is_in_revenue and has_customer and {{ adds_to_order('line_type') }}

    union all

    select
        orders.customer_id,
        cast(null as string) as product_id,
        orders.order_date as activity_date,
        orders.net_amount as amount
    from orders
    left join lined_orders
        on orders.order_id = lined_orders.order_id
    where orders.is_in_revenue and orders.has_customer and lined_orders.order_id is null

    union all

    select
        customer_id,
        product_id,
        return_date as activity_date,
        -refund_amount as amount
    from returns
    where is_in_revenue and has_customer

),

dated_movements as (

    select
        movements.customer_id,
        products.category,
        movements.amount,
        movements.activity_date >= spend_window.window_start_date as is_in_window
    from movements
    inner join customers
        on movements.customer_id = customers.customer_id
    left join products
        on movements.product_id = products.product_id
    cross join spend_window
    where customers.customer_kind != 'visitor'
        and movements.activity_date <= spend_window.as_of_date

),

final as (

    select
        customer_id,
        category,
        cast(sum(amount) as decimal(18, 2)) as revenue_amount,
        cast(
            sum(case when is_in_window then amount else 0 end) as decimal(18, 2)
        ) as window_revenue_amount,
        max(case when is_in_window then 1 else 0 end) = 1 as is_in_window
    from dated_movements
    group by customer_id, category

)

select * from final
