with

baskets as (

    select * from {{ ref('int_baskets') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

product_items as (

    select * from {{ ref('int_product_items') }}

),

final as (

    select distinct
        baskets.basket_key,
        product_items.item_key
    from order_lines
    inner join baskets
        on order_lines.order_id = baskets.order_id
    inner join product_items
        on order_lines.product_id = product_items.product_id
    where {{ is_product_line('order_lines.line_type') }}
        and order_lines.quantity > 0
        and product_items.level = 'product'

)

select * from final
