-- How far off the backtest was. Orders of single customers vary more than a Poisson
-- count does (Pearson's dispersion, McCullagh and Nelder 1989, section 4.5), and what
-- the categories miss beyond that is the error of the forecast itself, by moments.
with

estimates as (

    select * from {{ ref('int_demand_estimates') }}

),

results as (

    select * from {{ ref('int_backtest_results') }}

),

dispersions as (

    select
        greatest(
            cast(1 as double),
            cast(sum(cast(
                (actual_order_count - predicted_order_count)
                * (actual_order_count - predicted_order_count) as decimal(38, 9)
            )) as double)
            / nullif(
                cast(sum(cast(predicted_order_count as decimal(38, 9))) as double), 0
            )
        ) as order_dispersion
    from results

),

misses as (

    select
        estimates.known_quantity + estimates.other_quantity as expected_quantity,
        cast(estimates.actual_quantity as double)
        - estimates.known_quantity - estimates.other_quantity as missed_quantity,
        {{ demand_variance('estimates', 'dispersions') }} as chance_variance
    from estimates
    cross join dispersions
    where estimates.fit_purpose = 'backtest'
        and estimates.product_id is null
        and estimates.null_reason is null
        and estimates.item_size is not null

),

sums as (

    select
        sum(cast(
            missed_quantity * missed_quantity - chance_variance as decimal(38, 6)
        )) as excess,
        sum(cast(expected_quantity * expected_quantity as decimal(38, 6))) as scale,
        count(*) as category_count
    from misses

),

final as (

    select
        round(dispersions.order_dispersion, 9) as order_dispersion,
        round(
            greatest(
                cast(0 as double),
                cast(sums.excess as double) / nullif(cast(sums.scale as double), 0)
            ), 9
        ) as relative_error_variance,
        sums.category_count
    from sums
    cross join dispersions
    where sums.category_count > 0

)

select * from final
