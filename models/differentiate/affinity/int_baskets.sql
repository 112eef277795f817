-- Whole numbers take the place of long ids in what is counted a million times. A
-- customer has less than a thousand million purchases, so two baskets share no number.
with

orders as (

    select * from {{ ref('fct_orders') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- A business day that is still to come on the as-of date waits for its day.
final as (

    select
        orders.order_id,
        customers.customer_key * 1000000000 + orders.customer_order_number
            as basket_key,
        customers.customer_key,
        orders.order_date
    from orders
    inner join customers
        on orders.customer_id = customers.customer_id
    cross join as_of
    where orders.is_purchase and orders.order_date <= as_of.as_of_date

)

select * from final
