-- What an order holds of a product, and of a category as a whole. What its product
-- lines leave of it is of no product, and what comes back, by a line below zero or
-- later, is taken off the revenue.
with

sale_lines as (

    select * from {{ ref('int_sale_lines') }}

),

order_amounts as (

    select * from {{ ref('int_order_amounts') }}
    where has_rest

),

refunds as (

    select * from {{ ref('int_sale_refunds') }}
    where product_number != 0

),

products as (

    select * from {{ ref('int_sale_products') }}

),

parts as (

    select
        product_number,
        order_number,
        buyer_key,
        repeat_buyer_key,
        order_date,
        case when quantity > 0 and product_number != 0 then quantity end
            as quantity,
        case when product_number != 0 then net_amount end as revenue_amount,
        case when quantity > 0 then 1 else 0 end as bought_count
    from sale_lines

    union all

    select
        0 as product_number,
        order_number,
        buyer_key,
        repeat_buyer_key,
        order_date,
        cast(null as decimal(18, 4)) as quantity,
        cast(null as decimal(18, 2)) as revenue_amount,
        1 as bought_count
    from order_amounts

),

product_items as (

    select
        product_number,
        order_number,
        buyer_key,
        repeat_buyer_key,
        order_date as activity_date,
        cast(sum(quantity) as decimal(18, 4)) as quantity,
        cast(sum(revenue_amount) as decimal(18, 2)) as revenue_amount,
        max(bought_count) as bought_count
    from parts
    group by
        product_number,
        order_number,
        buyer_key,
        repeat_buyer_key,
        order_date

    union all

    select
        product_number,
        cast(null as bigint) as order_number,
        buyer_key,
        cast(null as bigint) as repeat_buyer_key,
        return_date as activity_date,
        cast(0 as decimal(18, 4)) as quantity,
        cast(-sum(refund_amount) as decimal(18, 2)) as revenue_amount,
        0 as bought_count
    from refunds
    group by product_number, buyer_key, return_date

),

final as (

    select
        'product' as dimension,
        product_number as member_number,
        order_number,
        buyer_key,
        repeat_buyer_key,
        activity_date,
        quantity,
        revenue_amount,
        bought_count > 0 as is_bought
    from product_items

    union all

    select
        'category' as dimension,
        products.category_number as member_number,
        product_items.order_number,
        product_items.buyer_key,
        product_items.repeat_buyer_key,
        product_items.activity_date,
        cast(sum(product_items.quantity) as decimal(18, 4)) as quantity,
        cast(sum(product_items.revenue_amount) as decimal(18, 2)) as revenue_amount,
        max(product_items.bought_count) > 0 as is_bought
    from product_items
    inner join products
        on product_items.product_number = products.product_number
    group by
        products.category_number,
        product_items.order_number,
        product_items.buyer_key,
        product_items.repeat_buyer_key,
        product_items.activity_date

)

select * from final
