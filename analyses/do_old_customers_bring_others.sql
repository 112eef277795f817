{{ config(group="differentiate") }}
{% set critical_value = 1.959964 %}

-- "Old customers bring others": referrals per 100 customers and year by age, of all
-- customers of the cohorts and of those alone who are still here, with a 95 % interval
-- (Poisson, square-root scale: Anscombe 1948). Only months that are over count.
-- Referrals before the first purchase count at age 0.
--   dbt show -s do_old_customers_bring_others
with

cohorts as (

    select * from {{ ref('fct_cohorts') }}
    where is_month_complete

),

ages as (

    select
        cast(floor(age_months / 12) as bigint) as age_years,
        sum(customer_count) as customer_months,
        sum(referral_count) as referral_count,
        sum(survivor_customer_count) as survivor_months,
        sum(survivor_referral_count) as survivor_referral_count
    from cohorts
    group by cast(floor(age_months / 12) as bigint)

),

populations as (

    select
        age_years,
        'all' as population,
        referral_count,
        customer_months
    from ages

    union all

    select
        age_years,
        'survivors' as population,
        survivor_referral_count as referral_count,
        survivor_months as customer_months
    from ages

),

final as (

    select
        population,
        age_years,
        referral_count,
        round({{ share('1200 * referral_count', 'customer_months') }}, 3)
            as referrals_per_100_customer_years,
        round(
            1200 * power(
                greatest(sqrt(referral_count + 0.375) - {{ critical_value }} / 2, 0), 2
            ) / nullif(customer_months, 0), 3
        ) as lower_bound,
        round(
            1200 * power(sqrt(referral_count + 0.375) + {{ critical_value }} / 2, 2)
            / nullif(customer_months, 0), 3
        ) as upper_bound
    from populations
    order by population, age_years

)

select * from final
