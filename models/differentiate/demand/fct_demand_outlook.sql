-- Variance: dispersion x item size x (known + 2 others), by chance, + relative error
-- variance x expected^2, of the forecast itself; both measured in the backtest.
with

estimates as (

    select * from {{ ref('int_demand_estimates') }}

),

errors as (

    select * from {{ ref('int_demand_errors') }}

),

cuts as (

    select * from {{ ref('int_demand_cuts') }}

),

rules as (

    select * from {{ ref('int_demand_rules') }}

),

covers as (

    select * from {{ ref('int_demand_covers') }}

),

holdouts as (

    select
        estimates.category,
        estimates.product_id,
        cuts.naive_method,
        estimates.actual_quantity,
        estimates.naive_quantity,
        estimates.known_quantity + estimates.other_quantity as predicted_quantity
    from estimates
    inner join cuts
        on estimates.fit_purpose = cuts.fit_purpose
    where estimates.fit_purpose = 'backtest'

),

outlook as (

    select
        estimates.*,
        rules.critical_value,
        estimates.known_quantity + estimates.other_quantity as expected_quantity,
        sqrt(
            {{ demand_variance('estimates', 'errors') }}
            + errors.relative_error_variance
            * (estimates.known_quantity + estimates.other_quantity)
            * (estimates.known_quantity + estimates.other_quantity)
        ) as quantity_deviation
    from estimates
    cross join rules
    left join errors
        on estimates.fit_purpose = 'current'
    where estimates.fit_purpose = 'current'
        and (
            estimates.product_id is null
            or estimates.history_quantity >= rules.least_product_quantity
        )

),

covered as (

    select
        outlook.*,
        covers.stock_quantity,
        covers.lead_time_days,
        covers.stock_cover_days
    from outlook
    left join covers
        on outlook.category = covers.category
        and coalesce(outlook.product_id, '') = coalesce(covers.product_id, '')

),

-- Bounds and errors are differences: to three digits, where both engines agree.
final as (

    select
        covered.category,
        covered.product_id,
        covered.first_date as month_start_date,
        covered.null_reason,
        holdouts.naive_method,
        covered.span_number as month_ahead_count,
        round(covered.known_order + covered.other_order, 9) as expected_order_count,
        round(covered.expected_quantity, 9) as expected_quantity,
        case
            when covered.quantity_deviation is not null
                then
                    round(greatest(
                        cast(0 as double),
                        covered.expected_quantity
                        - covered.critical_value * covered.quantity_deviation
                    ), 3)
        end as lower_quantity,
        round(
            covered.expected_quantity
            + covered.critical_value * covered.quantity_deviation, 3
        ) as upper_quantity,
        {{ rounded_to_cents('covered.known_revenue + covered.other_revenue') }}
            as expected_revenue_amount,
        round(covered.known_quantity / nullif(covered.expected_quantity, 0), 9)
            as known_customer_share,
        covered.season_index,
        cast(covered.stock_quantity as decimal(18, 4)) as stock_quantity,
        covered.stock_cover_days,
        covered.lead_time_days,
        round(holdouts.predicted_quantity, 3) as predicted_holdout_quantity,
        cast(holdouts.actual_quantity as decimal(18, 4)) as actual_holdout_quantity,
        cast(holdouts.naive_quantity as decimal(18, 4)) as naive_holdout_quantity,
        {{ error_rate(
            'round(holdouts.predicted_quantity, 3)', 'holdouts.actual_quantity'
        ) }}
            as backtest_error_rate,
        {{ error_rate('holdouts.naive_quantity', 'holdouts.actual_quantity') }}
            as naive_error_rate,
        coalesce(covered.stock_cover_days < covered.lead_time_days, false)
            as is_short_of_stock
    from covered
    left join holdouts
        on covered.category = holdouts.category
        and coalesce(covered.product_id, '') = coalesce(holdouts.product_id, '')

)

select * from final
