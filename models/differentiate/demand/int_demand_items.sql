-- What an order holds of a product, and of a category as a whole (without a product);
-- what comes back later is taken off the revenue.
with

sale_lines as (

    select * from {{ ref('int_sale_lines') }}

),

refunds as (

    select * from {{ ref('int_sale_refunds') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

categories as (

    select
        product_id,
        coalesce(category, 'none') as category
    from products

),

product_items as (

    select
        sale_lines.order_number,
        sale_lines.buyer_number,
        sale_lines.order_date,
        categories.category,
        sale_lines.product_id,
        sum(sale_lines.quantity) as quantity,
        sum(sale_lines.net_amount) as revenue_amount
    from sale_lines
    inner join categories
        on sale_lines.product_id = categories.product_id
    where sale_lines.quantity > 0
    group by
        sale_lines.order_number,
        sale_lines.buyer_number,
        sale_lines.order_date,
        categories.category,
        sale_lines.product_id

),

product_refunds as (

    select
        refunds.buyer_number,
        refunds.return_date,
        categories.category,
        refunds.product_id,
        sum(refunds.refund_amount) as refund_amount
    from refunds
    inner join categories
        on refunds.product_id = categories.product_id
    group by
        refunds.buyer_number,
        refunds.return_date,
        categories.category,
        refunds.product_id

),

items as (

    select
        category,
        product_id,
        buyer_number,
        order_date as activity_date,
        1 as order_count,
        quantity,
        revenue_amount
    from product_items

    union all

    select
        category,
        cast(null as string) as product_id,
        buyer_number,
        order_date as activity_date,
        1 as order_count,
        sum(quantity) as quantity,
        sum(revenue_amount) as revenue_amount
    from product_items
    group by order_number, buyer_number, order_date, category

    union all

    select
        category,
        product_id,
        buyer_number,
        return_date as activity_date,
        0 as order_count,
        0 as quantity,
        -refund_amount as revenue_amount
    from product_refunds

    union all

    select
        category,
        cast(null as string) as product_id,
        buyer_number,
        return_date as activity_date,
        0 as order_count,
        0 as quantity,
        -sum(refund_amount) as revenue_amount
    from product_refunds
    group by category, buyer_number, return_date

),

final as (

    select
        category,
        product_id,
        buyer_number,
        activity_date,
        cast(order_count as bigint) as order_count,
        cast(quantity as decimal(18, 4)) as quantity,
        cast(revenue_amount as decimal(18, 2)) as revenue_amount
    from items

)

select * from final
