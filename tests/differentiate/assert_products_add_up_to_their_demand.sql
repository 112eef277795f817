-- Products with and without a row of their own hold the units and the revenue that are
-- expected of their category, but for rounding.
with

estimates as (

    select * from {{ ref('int_demand_estimates') }}

),

totals as (

    select
        fit_purpose,
        span_number,
        category,
        {% for measure in ['quantity', 'revenue'] %}
        sum(cast(
            case when product_id is null then -1 else 1 end
            * (known_{{ measure }} + other_{{ measure }}) as decimal(38, 9)
        )) as {{ measure }}_difference,
        {% endfor %}
        sum(
            case when product_id is null then -actual_quantity else actual_quantity end
        ) as actual_difference
    from estimates
    where null_reason is null
    group by fit_purpose, span_number, category

),

final as (

    select *
    from totals
    where abs(quantity_difference) > 0.001
        or abs(revenue_difference) > 0.01
        or actual_difference != 0

)

select * from final
