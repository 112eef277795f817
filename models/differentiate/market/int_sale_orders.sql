-- Numbers stand for the ids, so that millions are counted apart quickly.
with

orders as (

    select * from {{ ref('fct_orders') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

numbered_customers as (

    select
        customer_id,
        row_number() over (order by customer_id) as customer_number
    from customers
    where customer_kind != 'visitor'

),

-- A business day that is still to come on the as-of date waits for its day.
final as (

    select
        orders.order_id,
        row_number() over (order by orders.order_id) as order_number,
        numbered_customers.customer_id,
        case when orders.is_purchase then numbered_customers.customer_number end
            as buyer_number,
        orders.order_date,
        cast(date_trunc('month', orders.order_date) as date) as month_start_date,
        orders.net_amount,
        cast(orders.net_amount + coalesce(orders.discount_amount, 0) as decimal(18, 2))
            as list_amount,
        orders.cost_amount
    from orders
    left join numbered_customers
        on orders.customer_id = numbered_customers.customer_id
    cross join as_of
    where orders.is_in_revenue and orders.order_date <= as_of.as_of_date

)

select * from final
