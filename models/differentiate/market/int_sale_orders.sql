-- Purchases are numbered by those of their customer, so that only the other orders are
-- sorted; their numbers are below 0. Who bought once in a month is one customer of each
-- of its members; the others have a repeat_buyer_key and are counted apart.
with

orders as (

    select * from {{ ref('fct_orders') }}

),

customers as (

    select * from {{ ref('int_sale_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- A business day that is still to come on the as-of date waits for its day.
sales as (

    select
        orders.order_id,
        customers.customer_key,
        case when orders.is_purchase then customers.customer_key end
            as buyer_key,
        case
            when orders.is_purchase
                then customers.earlier_purchase_count + orders.customer_order_number
        end as purchase_number,
        orders.account_id,
        orders.store_id,
        orders.salesperson_id,
        orders.sales_channel,
        orders.ship_country_code,
        orders.ship_region,
        orders.ship_postal_code,
        orders.order_date,
        cast(date_trunc('month', orders.order_date) as date) as month_start_date,
        orders.net_amount,
        cast(orders.net_amount + coalesce(orders.discount_amount, 0) as decimal(18, 2))
            as list_amount,
        orders.cost_amount,
        orders.coupon_code is not null as has_coupon,
        coalesce(orders.discount_amount > 0, false) as has_discount,
        orders.is_first_order
    from orders
    left join customers
        on orders.customer_id = customers.customer_id
    cross join as_of
    where orders.is_in_revenue and orders.order_date <= as_of.as_of_date

),

other_numbers as (

    select
        order_id,
        -row_number() over (order by order_id asc) as order_number
    from sales
    where purchase_number is null

),

busy_months as (

    select
        buyer_key,
        month_start_date
    from sales
    where buyer_key is not null
    group by buyer_key, month_start_date
    having count(*) > 1

),

final as (

    select
        sales.order_id,
        coalesce(sales.purchase_number, other_numbers.order_number) as order_number,
        sales.customer_key,
        sales.buyer_key,
        busy_months.buyer_key as repeat_buyer_key,
        sales.account_id,
        sales.store_id,
        sales.salesperson_id,
        sales.order_date,
        sales.month_start_date,
        sales.sales_channel,
        sales.ship_country_code,
        sales.ship_region,
        sales.ship_postal_code,
        sales.net_amount,
        sales.list_amount,
        sales.cost_amount,
        sales.has_coupon,
        sales.has_discount,
        sales.is_first_order
    from sales
    left join other_numbers
        on sales.order_id = other_numbers.order_id
    left join busy_months
        on sales.buyer_key = busy_months.buyer_key
        and sales.month_start_date = busy_months.month_start_date

)

select * from final
