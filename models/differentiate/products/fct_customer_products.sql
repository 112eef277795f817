with

purchases as (

    select * from {{ ref('int_product_purchases') }}

),

typical_intervals as (

    select * from {{ ref('int_typical_intervals') }}

),

rules as (

    select * from {{ ref('int_repurchase_rules') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- Goods may be given back by money alone, where the return tells no quantity.
owned as (

    select
        purchases.*,
        typical_intervals.interval_level,
        typical_intervals.rebuyer_share,
        typical_intervals.log_interval,
        typical_intervals.log_variance,
        rules.prior_gap_count,
        rules.least_rebuyer_share,
        rules.critical_value,
        purchases.bought_quantity > purchases.returned_quantity
        and not (
            purchases.refund_amount > 0
            and purchases.refund_amount >= purchases.net_amount
        ) as is_owned
    from purchases
    left join typical_intervals
        on purchases.product_id = typical_intervals.product_id
    cross join rules

),

judged as (

    select
        owned.*,
        case
            when owned.purchase_day_count = 0 then 'never_bought'
            when not owned.is_owned then 'given_back'
            when owned.interval_level is null then 'too_few_rebuyers'
            when owned.gap_count = 0
                and owned.rebuyer_share < owned.least_rebuyer_share
                then 'not_rebought'
        end as null_reason
    from owned

),

-- The customer's gaps and, as so many gaps more, the typical one, on a log scale: the
-- posterior mean and the deviation of the next gap where gaps are log-normal within
-- customers and their means are log-normal between customers.
logged as (

    select
        judged.*,
        case
            when judged.null_reason is null
                then (
                    judged.gap_count * coalesce(judged.mean_log_gap, 0)
                    + judged.prior_gap_count * judged.log_interval
                ) / (judged.gap_count + judged.prior_gap_count)
        end as log_days,
        judged.critical_value * sqrt(
            judged.log_variance
            * (1 + 1 / (judged.gap_count + judged.prior_gap_count))
            / (1 + 1 / judged.prior_gap_count)
        ) as log_reach
    from judged

),

expected as (

    select
        logged.*,
        round(exp(logged.log_days), 9) as interval_days,
        round(exp(logged.log_days - logged.log_reach)) as lower_interval_days,
        round(exp(logged.log_days + logged.log_reach)) as upper_interval_days
    from logged

),

dated as (

    select
        expected.*,
        {{ add_days('last_item_date', 'round(interval_days)') }}
            as next_due_date,
        {{ add_days('last_item_date', 'lower_interval_days') }}
            as earliest_due_date,
        {{ add_days('last_item_date', 'upper_interval_days') }}
            as latest_due_date
    from expected

),

final as (

    select
        dated.customer_id,
        dated.product_id,
        dated.first_purchase_date,
        dated.last_purchase_date,
        dated.next_due_date,
        dated.earliest_due_date,
        dated.latest_due_date,
        case when dated.null_reason is null then dated.interval_level end
            as interval_level,
        dated.null_reason,
        cast(
            dated.bought_quantity - dated.returned_quantity as decimal(18, 4)
        ) as quantity,
        dated.bought_quantity,
        dated.returned_quantity,
        dated.net_amount,
        dated.refund_amount,
        cast(dated.net_amount - dated.refund_amount as decimal(18, 2))
            as revenue_amount,
        dated.purchase_day_count,
        dated.mean_interval_days,
        dated.median_interval_days,
        dated.interval_days as expected_interval_days,
        dated.is_owned,
        coalesce(dated.latest_due_date < as_of.as_of_date, false) as is_overdue
    from dated
    cross join as_of

)

select * from final
