with

products as (

    select * from {{ ref('dim_products') }}

),

levels as (

    select * from {{ ref('affinity_levels') }}

),

-- The systems that sell a product need not agree on its category: the first counts.
categorised as (

    select
        product_id,
        coalesce(sku, product_id) as product_item_id,
        category,
        subcategory,
        min(category) over (partition by coalesce(sku, product_id)) as item_category
    from products

),

placed as (

    select
        product_id,
        product_item_id,
        item_category,
        min(case when category = item_category then subcategory end)
            over (partition by product_item_id)
            as item_subcategory
    from categorised

),

named as (

    select
        placed.product_id,
        levels.level,
        levels.level_position,
        case
            when levels.level = 'product' then placed.product_item_id
            when levels.level = 'subcategory'
                then placed.item_category || ' / ' || placed.item_subcategory
            when levels.level = 'category' then placed.item_category
        end as item_id
    from placed
    cross join levels

),

final as (

    select
        product_id,
        level,
        level_position,
        item_id,
        dense_rank() over (order by level_position asc, item_id asc) as item_key
    from named
    where item_id is not null

)

select * from final
