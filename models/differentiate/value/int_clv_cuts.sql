-- The backtest knows the data up to a day in the past, and is judged by what came then.
-- The opening looks a year back too, with all that is known today of the company.
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

rules as (

    select * from {{ ref('int_clv_rules') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

purchases as (

    select
        min(activity_date) as first_purchase_date,
        max(activity_date) as last_purchase_date
    from customer_days
    where purchase_count > 0

),

history as (

    select
        as_of.as_of_date,
        purchases.first_purchase_date,
        rules.longest_holdout_days,
        {{ days_between('purchases.first_purchase_date', 'as_of.as_of_date') }}
            as history_days
    from purchases
    cross join rules
    cross join as_of
    where purchases.first_purchase_date is not null

),

cuts as (

    select
        as_of_date,
        first_purchase_date,
        least(longest_holdout_days, cast(floor(history_days / 2) as bigint))
            as holdout_days
    from history

),

final as (

    select
        'current' as fit_purpose,
        'current' as scored_as,
        first_purchase_date,
        as_of_date as cut_date,
        cast(0 as bigint) as holdout_days
    from cuts

    union all

    select
        'opening' as fit_purpose,
        'current' as scored_as,
        first_purchase_date,
        {{ add_months('as_of_date', -12) }} as cut_date,
        cast(0 as bigint) as holdout_days
    from cuts
    where first_purchase_date <= {{ add_months('as_of_date', -12) }}

    union all

    select
        'backtest' as fit_purpose,
        'backtest' as scored_as,
        first_purchase_date,
        {{ add_days('as_of_date', '-holdout_days') }} as cut_date,
        holdout_days
    from cuts
    where holdout_days > 0

)

select * from final
