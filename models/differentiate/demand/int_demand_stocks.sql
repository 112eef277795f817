-- Systems that list a product under one sku tell of the same stock: it counts once.
with

products as (

    select * from {{ ref('dim_products') }}

),

listed as (

    select
        coalesce(category, 'none') as category,
        product_id,
        coalesce(sku, product_id) as sku,
        stock_quantity,
        lead_time_days
    from products

),

stocked as (

    select
        sku,
        min(category) as category,
        max(stock_quantity) as stock_quantity
    from listed
    group by sku
    having count(stock_quantity) > 0

),

final as (

    select
        listed.category,
        listed.product_id,
        listed.sku,
        cast(stocked.stock_quantity as decimal(28, 4)) as stock_quantity,
        listed.lead_time_days
    from listed
    inner join stocked
        on listed.sku = stocked.sku

    union all

    select
        category,
        cast(null as string) as product_id,
        cast(null as string) as sku,
        cast(sum(stock_quantity) as decimal(28, 4)) as stock_quantity,
        cast(null as bigint) as lead_time_days
    from stocked
    group by category

)

select * from final
