with

products as (

    select * from {{ ref('dim_products') }}

),

stocked as (

    select
        coalesce(category, 'none') as category,
        product_id,
        stock_quantity,
        lead_time_days
    from products
    where stock_quantity is not null

),

final as (

    select
        category,
        product_id,
        cast(stock_quantity as decimal(28, 4)) as stock_quantity,
        lead_time_days
    from stocked

    union all

    select
        category,
        cast(null as string) as product_id,
        cast(sum(stock_quantity) as decimal(28, 4)) as stock_quantity,
        cast(null as bigint) as lead_time_days
    from stocked
    group by category

)

select * from final
