{{ config(group="differentiate") }}
{% set lower_z, upper_z = '(-1.959964)', '1.959964' %}

-- What would one point more of retention be worth? Of the customers that bought in the
-- year before the last twelve full months, the share that bought again in them (95 %
-- interval: Wilson 1927); the contribution of a customer that did; and the lifetime
-- value m (1 + d) / (1 + d - r) that both imply (Gupta, Lehmann and Stuart 2004), now
-- and with the rate a point higher, for one customer and for all. d is the annual
-- discount rate of `clv_rules`.
--   dbt show -s what_is_a_point_of_retention_worth
with

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

rules as (

    select * from {{ ref('clv_rules') }}
    where rule_name = 'annual_discount_rate'

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- The month after the last full one.
window_end as (

    select
        cast(
            date_trunc('month', {{ add_days('as_of_date', 1) }}) as date
        ) as end_month_date
    from as_of

),

months as (

    select
        customer_months.customer_key,
        customer_months.purchase_count,
        customer_months.revenue_amount - customer_months.goods_cost_amount
        - customer_months.cost_to_serve_amount as contribution_amount,
        customer_months.month_start_date
        >= {{ add_months('window_end.end_month_date', -12) }} as is_recent
    from customer_months
    cross join window_end
    where customer_months.month_start_date < window_end.end_month_date
        and customer_months.month_start_date
        >= {{ add_months('window_end.end_month_date', -24) }}

),

years as (

    select
        customer_key,
        max(case when is_recent then 0 else purchase_count end) > 0
            as has_bought_before,
        max(case when is_recent then purchase_count else 0 end) > 0 as has_bought_since,
        sum(case when is_recent then contribution_amount else 0 end)
            as contribution_amount
    from months
    group by customer_key

),

counted as (

    select
        count(*) as customer_count,
        sum(case when has_bought_since then 1 else 0 end) as retained_count,
        sum(case when has_bought_since then contribution_amount else 0 end)
            as contribution_amount
    from years
    where has_bought_before

),

rated as (

    select
        counted.customer_count,
        1 + cast(rules.threshold as double) as growth,
        {{ share('counted.retained_count', 'counted.customer_count') }}
            as retention_rate,
        {{ wilson_bound(
            'counted.retained_count', 'counted.customer_count', lower_z
        ) }} as retention_rate_low,
        {{ wilson_bound(
            'counted.retained_count', 'counted.customer_count', upper_z
        ) }} as retention_rate_high,
        {{ share('counted.contribution_amount', 'counted.retained_count') }}
            as contribution
    from counted
    cross join rules

),

valued as (

    select
        *,
        contribution * growth / (growth - retention_rate) as lifetime_value,
        contribution * growth / (growth - retention_rate - 0.01) as raised_value
    from rated

),

final as (

    select
        customer_count,
        round(retention_rate, 4) as retention_rate,
        round(retention_rate_low, 4) as retention_rate_low,
        round(retention_rate_high, 4) as retention_rate_high,
        round(contribution, 2) as retained_customer_contribution,
        round(lifetime_value, 2) as lifetime_value,
        round(raised_value - lifetime_value, 2) as worth_of_a_point,
        round(customer_count * (raised_value - lifetime_value), 2)
            as worth_of_a_point_of_all
    from valued

)

select * from final
