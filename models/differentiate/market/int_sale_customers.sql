-- Purchases are numbered from customer to customer.
with

customers as (

    select * from {{ ref('int_customer_keys') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

purchases as (

    select
        customer_id,
        max(customer_order_number) as purchase_count
    from orders
    where is_purchase
    group by customer_id

),

final as (

    select
        customers.customer_id,
        customers.customer_key,
        cast(
            sum(coalesce(purchases.purchase_count, 0)) over (
                order by customers.customer_key asc
                rows between unbounded preceding and current row
            ) - coalesce(purchases.purchase_count, 0) as bigint
        ) as earlier_purchase_count
    from customers
    left join purchases
        on customers.customer_id = purchases.customer_id
    where not customers.is_visitor

)

select * from final
