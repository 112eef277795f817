{{ config(group="differentiate") }}
{% set lower_z, upper_z = '(-1.959964)', '1.959964' %}

-- Does a customer won by discount stay? Of those whose first purchase is a year old:
-- how many bought again within a year, by what was taken off the first (95 % interval:
-- Wilson 1927). Who waits for a discount differs in more than that: an observation, no
-- effect.
--   dbt show -s does_a_customer_won_by_discount_stay
with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

as_of as (

    select * from {{ ref('as_of') }}

),

purchases as (

    select
        customer_id,
        order_id,
        order_date,
        net_amount,
        is_first_order,
        coalesce(discount_amount, 0) as discount_amount,
        lead(order_date) over (
            partition by customer_id
            order by order_date, customer_order_number, order_id
        ) as next_order_date
    from orders
    where customer_id is not null

),

won as (

    select
        purchases.customer_id,
        case
            when purchases.discount_amount <= 0 then '1 none'
            when purchases.discount_amount
                < 0.1 * (purchases.net_amount + purchases.discount_amount)
                then '2 under 10 %'
            when purchases.discount_amount
                < 0.2 * (purchases.net_amount + purchases.discount_amount)
                then '3 under 20 %'
            else '4 20 % and more'
        end as first_discount,
        purchases.net_amount,
        purchases.next_order_date
        <= {{ add_months('purchases.order_date', 12) }} as is_repeated
    from purchases
    cross join as_of
    where purchases.is_first_order
        and {{ add_months('purchases.order_date', 12) }} <= as_of.as_of_date

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
