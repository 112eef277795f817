with

products as (

    select * from {{ ref('stg_products') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

returns as (

    select * from {{ ref('stg_returns') }}

),

-- A union without `all`: a product counts once, wherever it was seen.
seen_products as (

    select
        source_system,
        product_id
    from products

    union distinct

    select
        source_system,
        product_id
    from order_lines
    where product_id is not null

    union distinct

    select
        source_system,
        product_id
    from returns
    where product_id is not null

),

final as (

    select
        seen_products.product_id,
        products.parent_product_id,
        seen_products.source_system,
        products.sku,
        products.product_name,
        products.department,
        products.category,
        products.subcategory,
        products.brand,
        products.supplier,
        products.list_price,
        products.unit_cost,
        products.stock_quantity,
        products.lead_time_days,
        coalesce(products.is_active, false) as is_active,
        products.product_id is not null as is_in_catalogue,
        products.launched_at
    from seen_products
    left join products
        on seen_products.product_id = products.product_id

)

select * from final
