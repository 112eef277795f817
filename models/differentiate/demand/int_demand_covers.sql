-- A sku's stock meets what is expected of all products that are listed under it.
with

estimates as (

    select * from {{ ref('int_demand_estimates') }}
    where fit_purpose = 'current'

),

stocks as (

    select * from {{ ref('int_demand_stocks') }}

),

demands as (

    select
        category,
        product_id,
        sum(cast(known_quantity + other_quantity as decimal(28, 9)))
            as expected_quantity,
        sum(day_count) as day_count
    from estimates
    group by category, product_id

),

joined as (

    select
        stocks.category,
        stocks.product_id,
        stocks.stock_quantity,
        stocks.lead_time_days,
        demands.day_count,
        case
            when stocks.sku is null then demands.expected_quantity
            else sum(demands.expected_quantity) over (partition by stocks.sku)
        end as expected_quantity
    from stocks
    inner join demands
        on stocks.category = demands.category
        and coalesce(stocks.product_id, '') = coalesce(demands.product_id, '')

),

final as (

    select
        category,
        product_id,
        stock_quantity,
        round(
            cast(stock_quantity * day_count as double)
            / nullif(cast(expected_quantity as double), 0), 9
        ) as stock_cover_days,
        lead_time_days
    from joined

)

select * from final
