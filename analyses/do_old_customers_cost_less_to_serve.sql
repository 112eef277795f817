{{ config(group="differentiate") }}
{% set critical_value = 1.959964 %}

-- "Old customers cost less to serve": cost to serve as a share of revenue in each year
-- of a customer, twelve calendar months from that of its first purchase. Years count
-- that are over and whose costs are all known, of those who bought or cost in them.
-- `mean_change_rate` is how much more of the revenue of a year was spent than each
-- customer's own rate of its first year would have, which survival cannot feign (95 %
-- interval of a ratio: Cochran 1977); who has no such rate is not compared. Reinartz
-- and Kumar (2000) did not find it in four companies.
--   dbt show -s do_old_customers_cost_less_to_serve
with

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

cohort_customers as (

    select * from {{ ref('int_cohort_customers') }}

),

cohorts as (

    select * from {{ ref('fct_cohorts') }}
    where is_month_complete and is_cost_to_serve_complete

),

-- The same months in every channel.
known_years as (

    select
        first_order_month_date,
        cast(floor(age_months / 12) as bigint) + 1 as tenure_years,
        min(month_start_date) as year_start_date,
        max(month_start_date) as last_month_date
    from cohorts
    group by first_order_month_date, cast(floor(age_months / 12) as bigint) + 1
    having count(distinct age_months) = 12

),

years as (

    select
        customer_months.customer_key,
        known_years.tenure_years,
        cast(sum(customer_months.revenue_amount) as decimal(18, 2)) as revenue_amount,
        cast(sum(customer_months.cost_to_serve_amount) as decimal(18, 2))
            as cost_to_serve_amount
    from customer_months
    inner join cohort_customers
        on customer_months.customer_key = cohort_customers.customer_key
    inner join known_years
        on cohort_customers.first_order_month_date = known_years.first_order_month_date
        and customer_months.month_start_date >= known_years.year_start_date
        and customer_months.month_start_date <= known_years.last_month_date
    group by customer_months.customer_key, known_years.tenure_years

),

first_rates as (

    select
        customer_key,
        cast(cost_to_serve_amount / revenue_amount as decimal(18, 6)) as first_cost_rate
    from years
    where tenure_years = 1 and revenue_amount > 0

),

-- What the year cost beyond the rate of the first.
compared as (

    select
        years.tenure_years,
        years.revenue_amount,
        years.cost_to_serve_amount,
        case when first_rates.customer_key is not null then years.revenue_amount end
            as compared_amount,
        cast(
            years.cost_to_serve_amount
            - first_rates.first_cost_rate * years.revenue_amount as decimal(18, 4)
        ) as change_amount
    from years
    left join first_rates
        on years.customer_key = first_rates.customer_key
        and years.tenure_years > 1

),

summed as (

    select
        tenure_years,
        count(*) as customer_count,
        sum(revenue_amount) as revenue_amount,
        sum(cost_to_serve_amount) as cost_to_serve_amount,
        count(change_amount) as compared_count,
        sum(compared_amount) as compared_amount,
        {% for one, other in [
            ('compared', 'compared'), ('compared', 'change'), ('change', 'change')
        ] %}
        sum(cast({{ one }}_amount * {{ other }}_amount as decimal(28, 4)))
            as {{ one }}_{{ other }}_sum,
        {% endfor %}
        sum(change_amount) as change_amount
    from compared
    group by tenure_years

),

rated as (

    select
        *,
        {{ share('change_amount', 'compared_amount') }} as mean_change_rate
    from summed

),

final as (

    select
        tenure_years,
        customer_count,
        round({{ share('cost_to_serve_amount', 'revenue_amount') }}, 4) as cost_rate,
        compared_count,
        round(mean_change_rate, 4) as mean_change_rate,
        round(
            {{ share('compared_count', 'compared_amount') }} * {{ mean_half_width(
                'change_amount - mean_change_rate * compared_amount',
                'change_change_sum - 2 * mean_change_rate * compared_change_sum'
                ~ ' + mean_change_rate * mean_change_rate * compared_compared_sum',
                'compared_count',
                critical_value
            ) }}, 4
        ) as half_width
    from rated
    order by tenure_years

)

select * from final
