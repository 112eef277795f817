{{ config(group="differentiate") }}
{% set critical_value = 1.959964 %}

-- "Old customers cost less to serve": cost to serve as a share of revenue in the last
-- year whose costs are known, by the years in which a customer bought; and how each
-- customer's share changed since its own first, which survival cannot feign
-- (`mean_change_rate`, 95 % interval). Its own first is the first year in which it
-- bought; where the costs of that year are not all known, it is not compared. Reinartz
-- and Kumar (2000) did not find it in four companies.
--   dbt show -s do_old_customers_cost_less_to_serve
with

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type = 'year' and revenue_amount > 0

),

numbered as (

    select
        customer_id,
        period_start_date,
        revenue_amount,
        cost_to_serve_amount,
        is_cost_to_serve_complete,
        row_number() over (partition by customer_id order by period_start_date)
            as year_number
    from profits

),

rates as (

    select
        customer_id,
        period_start_date,
        revenue_amount,
        cost_to_serve_amount,
        year_number,
        cast(cost_to_serve_amount / revenue_amount as decimal(18, 6)) as cost_rate,
        max(period_start_date) over () as last_year_date
    from numbered
    where is_cost_to_serve_complete

),

first_rates as (

    select
        customer_id,
        cost_rate as first_cost_rate
    from rates
    where year_number = 1

),

compared as (

    select
        rates.year_number as tenure_years,
        rates.revenue_amount,
        rates.cost_to_serve_amount,
        case
            when rates.year_number > 1
                then rates.cost_rate - first_rates.first_cost_rate
        end as change_rate
    from rates
    left join first_rates
        on rates.customer_id = first_rates.customer_id
    where rates.period_start_date = rates.last_year_date

),

summed as (

    select
        tenure_years,
        count(*) as customer_count,
        sum(revenue_amount) as revenue_amount,
        sum(cost_to_serve_amount) as cost_to_serve_amount,
        count(change_rate) as compared_count,
        sum(change_rate) as change_sum,
        sum(cast(change_rate * change_rate as decimal(28, 9))) as change_square_sum
    from compared
    group by tenure_years

),

final as (

    select
        tenure_years,
        customer_count,
        round({{ share('cost_to_serve_amount', 'revenue_amount') }}, 4) as cost_rate,
        compared_count,
        round({{ share('change_sum', 'compared_count') }}, 4) as mean_change_rate,
        round(
            {{ mean_half_width(
                'change_sum', 'change_square_sum', 'compared_count', critical_value
            ) }}, 4
        ) as half_width
    from summed
    order by tenure_years

)

select * from final
