-- Purchases with a product up to the as-of date are counted or left out, and each
-- basket counts.
with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

as_of as (

    select * from {{ ref('as_of') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}
    where {{ is_product_line('line_type') }} and quantity > 0 and product_id is not null

),

affinities as (

    select * from {{ ref('fct_product_affinities') }}

),

baskets as (

    select count(distinct orders.order_id) as purchase_count
    from orders
    inner join order_lines
        on orders.order_id = order_lines.order_id
    cross join as_of
    where orders.order_date <= as_of.as_of_date

),

final as (

    select
        affinities.level,
        affinities.first_item_id,
        affinities.second_item_id,
        affinities.basket_count,
        affinities.left_out_basket_count,
        baskets.purchase_count
    from affinities
    cross join baskets
    where affinities.basket_count + affinities.left_out_basket_count
        != baskets.purchase_count
        or affinities.pair_basket_count > affinities.first_basket_count
        or affinities.pair_basket_count > affinities.second_basket_count
        or affinities.first_basket_count > affinities.basket_count
        or affinities.second_basket_count > affinities.basket_count

)

select * from final
