with

rules as (

    select * from {{ ref('need_rules') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

thresholds as (

    select {{ rule_columns([
        'needs_window_months', 'prior_count', 'smallest_prior_count',
        'largest_prior_count', 'fewest_repeaters', 'critical_value', 'least_strength',
        'fewest_own_occasions', 'fewest_customers',
    ]) }}
    from rules

),

final as (

    select
        as_of.as_of_date,
        {{ add_days(
            add_months('as_of.as_of_date', '-thresholds.needs_window_months'), 1
        ) }} as window_start_date,
        thresholds.prior_count,
        thresholds.smallest_prior_count,
        thresholds.largest_prior_count,
        thresholds.fewest_repeaters,
        thresholds.critical_value,
        thresholds.least_strength,
        thresholds.fewest_own_occasions,
        thresholds.fewest_customers
    from thresholds
    cross join as_of

)

select * from final
