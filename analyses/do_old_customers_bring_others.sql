{{ config(group="differentiate") }}
{% set critical_value = 1.959964 %}

-- "Old customers bring others": referrals per 100 customers and year by age, of all
-- customers of the cohorts and of those alone who are still here, with a 95 % interval
-- (Poisson, square-root scale: Anscombe 1948). Only months that are over count, and of
-- them those after the month of the first referral of all: earlier ones were recorded
-- for nobody, at whatever age. Referrals before the first purchase count at age 0.
--   dbt show -s do_old_customers_bring_others
with

cohorts as (

    select * from {{ ref('fct_cohorts') }}

),

first_referrals as (

    select min(month_start_date) as first_month_date
    from cohorts
    where referral_count > 0

),

ages as (

    select
        cast(floor(cohorts.age_months / 12) as bigint) as age_years,
        sum(cohorts.customer_count) as customer_months,
        sum(cohorts.referral_count) as referral_count,
        sum(cohorts.survivor_customer_count) as survivor_months,
        sum(cohorts.survivor_referral_count) as survivor_referral_count
    from cohorts
    cross join first_referrals
    where cohorts.is_month_complete
        and cohorts.month_start_date > first_referrals.first_month_date
    group by cast(floor(cohorts.age_months / 12) as bigint)

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
