-- Whole numbers take the place of long ids in what is counted a million times.
with

orders as (

    select * from {{ ref('fct_orders') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

numbered_customers as (

    select
        customer_id,
        row_number() over (order by customer_id asc) as customer_key
    from customers

),

final as (

    select
        orders.order_id,
        row_number() over (
            order by numbered_customers.customer_key asc, orders.order_id asc
        ) as basket_key,
        numbered_customers.customer_key,
        orders.order_date
    from orders
    inner join numbered_customers
        on orders.customer_id = numbered_customers.customer_id
    where orders.is_purchase

)

select * from final
