with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- Products first: there are fewer of them than lines.
product_months as (

    select
        order_lines.customer_id,
        cast(date_trunc('month', order_lines.order_date) as date) as month_start_date,
        order_lines.product_id,
        sum(case when order_lines.list_amount > 0 then order_lines.list_amount end)
            as list_amount,
        sum(case when order_lines.list_amount > 0 then order_lines.net_amount end)
            as paid_amount
    from order_lines
    cross join as_of
    where order_lines.has_customer
        and order_lines.is_in_revenue
        and {{ is_product_line('order_lines.line_type') }}
        and order_lines.quantity > 0
        and order_lines.order_date <= as_of.as_of_date
    group by
        order_lines.customer_id,
        cast(date_trunc('month', order_lines.order_date) as date),
        order_lines.product_id

),

final as (

    select
        product_months.customer_id,
        product_months.month_start_date,
        count(distinct products.category) as category_count,
        cast(coalesce(sum(product_months.list_amount), 0) as decimal(18, 2))
            as list_amount,
        cast(coalesce(sum(product_months.paid_amount), 0) as decimal(18, 2))
            as paid_amount
    from product_months
    left join products
        on product_months.product_id = products.product_id
    group by product_months.customer_id, product_months.month_start_date

)

select * from final
