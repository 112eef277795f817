with

basket_products as (

    select * from {{ ref('int_basket_products') }}

),

basket_sizes as (

    select * from {{ ref('int_basket_sizes') }}
    where is_left_out

),

product_items as (

    select * from {{ ref('int_product_items') }}

),

levels as (

    select * from {{ ref('affinity_levels') }}

),

kept_products as (

    select
        basket_products.basket_key,
        basket_products.item_key
    from basket_products
    left join basket_sizes
        on basket_products.basket_key = basket_sizes.basket_key
    where basket_sizes.basket_key is null

),

parents as (

    select distinct
        products.item_key as product_key,
        product_items.level_position,
        product_items.item_key
    from product_items
    inner join product_items as products
        on product_items.product_id = products.product_id
        and products.level = 'product'
    where product_items.level != 'product'

),

final as (

    select
        kept_products.basket_key,
        levels.level_position,
        kept_products.item_key
    from kept_products
    cross join levels
    where levels.level = 'product'

    union all

    select distinct
        kept_products.basket_key,
        parents.level_position,
        parents.item_key
    from kept_products
    inner join parents
        on kept_products.item_key = parents.product_key

)

select * from final
