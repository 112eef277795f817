with

records as (

    select * from {{ ref('base_products') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ current_versions('products') }},

final as (

    select
        source_system,
        {{ public_id('product_id') }} as product_id,
        {{ public_id('parent_product_id') }} as parent_product_id,
        sku,
        product_name,
        department,
        category,
        subcategory,
        brand,
        supplier,
        list_price,
        unit_cost,
        stock_quantity,
        lead_time_days,
        coalesce(is_active, true) as is_active,
        launched_at,
        recorded_at
    from versions

)

select * from final
