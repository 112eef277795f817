{{ config(group="differentiate") }}
{% set lower_z, upper_z = '(-1.959964)', '1.959964' %}

-- Does a customer won by discount stay? Of those whose first purchase is a year old:
-- how many bought again on another day within a year, by what was taken off the first
-- (`unknown` where nobody says; 95 % interval: Wilson 1927). Visitors are left out:
-- they may come back under another cookie. Who waits for a discount differs in more
-- than that: an observation, no effect.
--   dbt show -s does_a_customer_won_by_discount_stay
with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_first_order and has_customer

),

customer_keys as (

    select * from {{ ref('int_customer_keys') }}
    where not is_visitor

),

purchase_days as (

    select * from {{ ref('int_purchase_days') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_purchases as (

    select
        orders.customer_id,
        orders.order_date,
        orders.net_amount,
        orders.discount_amount,
        purchase_days.next_purchase_date
    from orders
    inner join customer_keys
        on orders.customer_id = customer_keys.customer_id
    left join purchase_days
        on customer_keys.customer_key = purchase_days.customer_key
        and orders.order_date = purchase_days.purchase_date

),

won as (

    select
        first_purchases.customer_id,
        case
            when first_purchases.discount_amount is null then 'unknown'
            when first_purchases.discount_amount <= 0 then '1 none'
            when first_purchases.discount_amount
                < 0.1 * (first_purchases.net_amount + first_purchases.discount_amount)
                then '2 under 10 %'
            when first_purchases.discount_amount
                < 0.2 * (first_purchases.net_amount + first_purchases.discount_amount)
                then '3 under 20 %'
            else '4 20 % and more'
        end as first_discount,
        first_purchases.net_amount,
        first_purchases.next_purchase_date
        <= {{ add_months('first_purchases.order_date', 12) }} as is_repeated
    from first_purchases
    cross join as_of
    where {{ add_months('first_purchases.order_date', 12) }} <= as_of.as_of_date

),

counted as (

    select
        first_discount,
        count(*) as customer_count,
        sum(net_amount) as first_net_amount,
        sum(case when is_repeated then 1 else 0 end) as repeated_count
    from won
    group by first_discount

),

final as (

    select
        first_discount,
        customer_count,
        {{ money_quotient('first_net_amount', 'customer_count') }}
            as mean_first_net_amount,
        repeated_count,
        round({{ share('repeated_count', 'customer_count') }}, 4) as repeat_rate,
        round(
            {{ wilson_bound(
                'repeated_count', 'customer_count', lower_z
            ) }}, 4
        ) as repeat_rate_low,
        round(
            {{ wilson_bound(
                'repeated_count', 'customer_count', upper_z
            ) }}, 4
        ) as repeat_rate_high
    from counted
    order by first_discount

)

select * from final
