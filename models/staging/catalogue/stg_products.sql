with

records as (

    select * from {{ ref('base_products') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('products') }}
            order by {{ version_order('products') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
    where version_rank = 1

)

select * from final
