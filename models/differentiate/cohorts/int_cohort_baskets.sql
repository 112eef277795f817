with

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

-- Each category once, so that nothing is left to count apart.
category_months as (

    select
        order_lines.customer_id,
        cast(date_trunc('month', order_lines.order_date) as date) as month_start_date,
        products.category,
        sum(case when order_lines.list_amount > 0 then order_lines.list_amount end)
            as list_amount,
        sum(case when order_lines.list_amount > 0 then order_lines.net_amount end)
            as paid_amount
    from order_lines
    left join products
        on order_lines.product_id = products.product_id
    where order_lines.has_customer and order_lines.quantity > 0
    group by
        order_lines.customer_id,
        cast(date_trunc('month', order_lines.order_date) as date),
        products.category

),

final as (

    select
        customer_id,
        month_start_date,
        count(category) as category_count,
        cast(coalesce(sum(list_amount), 0) as decimal(18, 2)) as list_amount,
        cast(coalesce(sum(paid_amount), 0) as decimal(18, 2)) as paid_amount
    from category_months
    group by customer_id, month_start_date

)

select * from final
