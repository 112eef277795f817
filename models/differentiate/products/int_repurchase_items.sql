{{ config(materialized='view') }}
with

products as (

    select * from {{ ref('dim_products') }}

),

-- The systems that sell a product need not agree on its category: the first counts.
final as (

    select
        product_id,
        coalesce(sku, product_id) as item_id,
        min(category) over (partition by coalesce(sku, product_id)) as category
    from products

)

select * from final
