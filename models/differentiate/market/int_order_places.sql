-- Goods go to an address, or are taken away from a store. A postal area with few
-- customers in a month could point at one of them: it joins the others.
with

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

stores as (

    select * from {{ ref('dim_stores') }}

),

areas as (

    select * from {{ ref('postcode_areas') }}

),

missing_members as (

    select * from {{ ref('sales_dimensions') }}

),

missing as (

    select
        max(case when dimension = 'country' then missing_member end) as country,
        max(case when dimension = 'region' then missing_member end) as region,
        max(case when dimension = 'postcode' then missing_member end) as postcode
    from missing_members

),

shipped as (

    select
        order_number,
        buyer_key,
        repeat_buyer_key,
        month_start_date,
        store_id,
        ship_country_code,
        ship_region,
        ship_postal_code,
        ship_country_code is not null
        or ship_region is not null
        or ship_postal_code is not null as has_address
    from sale_orders

),

placed as (

    select
        shipped.order_number,
        shipped.buyer_key,
        shipped.repeat_buyer_key,
        shipped.month_start_date,
        case
            when shipped.has_address then shipped.ship_country_code
            else stores.country_code
        end as country_code,
        case when shipped.has_address then shipped.ship_region else stores.region end
            as region,
        upper(split_part(case
            when shipped.has_address then shipped.ship_postal_code
            else stores.postal_code
        end, ' ', 1)) as postal_code
    from shipped
    left join stores
        on shipped.store_id = stores.store_id

),

named as (

    select
        placed.order_number,
        placed.buyer_key,
        placed.repeat_buyer_key,
        placed.month_start_date,
        placed.country_code,
        coalesce(placed.country_code || ' ', '') || placed.region as region,
        coalesce(placed.country_code || ' ', '') || substring(
            placed.postal_code,
            1,
            cast(coalesce(areas.area_length, default_area.area_length) as int)
        ) as postcode,
        coalesce(areas.smallest_customer_count, default_area.smallest_customer_count)
            as smallest_customer_count
    from placed
    inner join areas as default_area
        on default_area.country_code is null
    left join areas
        on placed.country_code = areas.country_code

),

area_months as (

    select
        postcode,
        month_start_date,
        {{ buyer_count() }} as customer_count
    from named
    group by postcode, month_start_date

),

final as (

    select
        named.order_number,
        named.month_start_date,
        named.postcode as postcode_area,
        coalesce(named.country_code, missing.country) as country,
        coalesce(named.region, missing.region) as region,
        case
            when named.postcode is null then missing.postcode
            when area_months.customer_count < named.smallest_customer_count
                then 'other'
            else named.postcode
        end as postcode,
        named.smallest_customer_count
    from named
    left join area_months
        on named.postcode = area_months.postcode
        and named.month_start_date = area_months.month_start_date
    cross join missing

)

select * from final
