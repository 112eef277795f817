with

basket_products as (

    select * from {{ ref('int_basket_products') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

sizes as (

    select
        basket_key,
        count(*) as product_count
    from basket_products
    group by basket_key

),

final as (

    select
        sizes.basket_key,
        sizes.product_count > rules.most_basket_products as is_left_out
    from sizes
    cross join rules

)

select * from final
