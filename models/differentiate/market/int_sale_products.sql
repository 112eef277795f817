-- Products and categories by number: 0 is what is of no product, and what has no
-- category.
with

products as (

    select * from {{ ref('dim_products') }}

),

missing_members as (

    select * from {{ ref('sales_dimensions') }}

),

missing as (

    select
        max(case when dimension = 'product' then missing_member end) as product,
        max(case when dimension = 'category' then missing_member end) as category
    from missing_members

),

final as (

    select
        products.product_id,
        coalesce(products.sku, products.product_id) as sku,
        products.product_id as product,
        coalesce(products.category, missing.category) as category,
        row_number() over (order by products.product_id asc) as product_number,
        case
            when coalesce(products.category, missing.category) = missing.category
                then 0
            else
                dense_rank() over (
                    order by coalesce(products.category, missing.category) asc
                )
        end as category_number
    from products
    cross join missing

    union all

    select
        cast(null as string) as product_id,
        cast(null as string) as sku,
        product,
        category,
        0 as product_number,
        0 as category_number
    from missing

)

select * from final
