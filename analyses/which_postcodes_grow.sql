{{ config(group="differentiate") }}

-- Which postcodes grow? Orders of the last twelve full months against the twelve
-- before, by area, with the z of the difference of two Poisson counts (Przyborowski and
-- Wilenski 1940; beyond 1.96 it is more than chance in one area of twenty) and what the
-- change of the sales is due to. An area that is too small to be shown in one of the
-- months, or has no customers in it, is left out.
--   dbt show -s which_postcodes_grow --limit 50
with

sales as (

    select * from {{ ref('fct_sales_breakdown') }}
    where dimension = 'postcode' and is_month_over

),

dated as (

    select
        *,
        max(month_start_date) over () as last_month_date
    from sales

),

spans as (

    select
        *,
        month_start_date > {{ add_months('last_month_date', -12) }} as is_recent
    from dated
    where month_start_date > {{ add_months('last_month_date', -24) }}

),

areas as (

    select
        member as postcode_area,
        sum(case when is_recent then 0 else order_count end) as earlier_order_count,
        sum(case when is_recent then order_count else 0 end) as recent_order_count,
        sum(case when is_recent then 0 else net_amount end) as earlier_net_amount,
        sum(case when is_recent then net_amount else 0 end) as recent_net_amount,
        sum(case when is_recent then customer_effect_amount end)
            as customer_effect_amount,
        sum(case when is_recent then frequency_effect_amount end)
            as frequency_effect_amount,
        sum(case when is_recent then basket_effect_amount end) as basket_effect_amount,
        sum(case when is_recent then price_effect_amount end) as price_effect_amount
    from spans
    group by member
    having sum(case when null_reason = 'area_kept_back' then 1 else 0 end) = 0
        and sum(case when customer_count > 0 then 1 else 0 end) = 24

),

final as (

    select
        *,
        round(
            (recent_order_count - earlier_order_count)
            / nullif(
                sqrt(cast(recent_order_count + earlier_order_count as double)), 0
            ), 2
        ) as growth_z
    from areas
    order by growth_z desc nulls last, postcode_area asc

)

select * from final
