{{ config(materialized='view') }}

-- How regularly a customer has bought up to each purchase. Of two gaps in a row,
-- M = gap 1 / (gap 1 + gap 2) is spread evenly from 0 to 1 where purchases come at
-- random and lies near 1/2 where they are regular: E (M - 1/2)² is 1 / (8 k + 4) for
-- Erlang gaps of order k (Wheat and Morrison 1990). Regular is who shows a k of 1.5 or
-- more and is further from chance (k = 1: mean 1/12, variance 1/180) than one in twenty
-- who buy at random would be.
{% set largest_mean = 1 / 16 %}
{% set chance_mean, chance_variance = 1 / 12, 1 / 180 %}
{% set one_in_twenty = normal_critical_value(0.05) %}
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

purchases as (

    select
        customer_key,
        activity_date as purchase_date,
        lag(activity_date) over (partition by customer_key order by activity_date)
            as previous_date,
        lag(activity_date, 2) over (partition by customer_key order by activity_date)
            as date_before,
        lead(activity_date, 1, cast('9999-12-31' as date)) over (
            partition by customer_key
            order by activity_date
        ) as next_purchase_date,
        first_value(activity_date) over (
            partition by customer_key
            order by activity_date
        ) as first_purchase_date,
        row_number() over (partition by customer_key order by activity_date)
            as purchase_number
    from customer_days
    where purchase_count > 0

),

gaps as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        purchase_number,
        {{ days_between('date_before', 'previous_date') }} as earlier_gap_days,
        {{ days_between('previous_date', 'purchase_date') }} as gap_days,
        {{ days_between('first_purchase_date', 'purchase_date') }} as all_gap_days
    from purchases

),

-- Pairs that share no gap: the first and second, the third and fourth, …
pairs as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        purchase_number,
        cast(all_gap_days as double) / nullif(purchase_number - 1, 0)
            as mean_gap_days,
        nullif({{ whole_quotient('purchase_number - 1', 2) }}, 0) as pair_count,
        case
            when purchase_number > 1 and purchase_number % 2 = 1
                then cast(gap_days - earlier_gap_days as double)
                    / (2 * (gap_days + earlier_gap_days))
        end as deviation
    from gaps

),

evenness as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        purchase_number,
        mean_gap_days,
        pair_count,
        sum(cast(round(deviation * deviation, 9) as decimal(18, 9))) over (
            partition by customer_key
            order by purchase_date
            rows between unbounded preceding and current row
        ) as square_sum
    from pairs

),

judged as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        purchase_number,
        mean_gap_days,
        round(cast(square_sum as double) / pair_count, 9) as mean_square,
        round(
            {{ chance_mean }}
            - {{ one_in_twenty }} * sqrt({{ chance_variance }} / pair_count), 9
        ) as least_likely_mean
    from evenness

),

final as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        purchase_number,
        case
            when mean_square <= least({{ largest_mean }}, least_likely_mean)
                then greatest(mean_gap_days, {{ var('regular_gap_min_days') }})
        end as regular_gap_days
    from judged

)

select * from final
