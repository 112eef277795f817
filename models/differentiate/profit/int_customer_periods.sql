{% set counts = [
    'active_day_count', 'purchase_count', 'order_count', 'costed_order_count',
    'active_month_count',
] %}
{% set amounts = [
    'revenue_amount', 'goods_cost_amount', 'order_cost_amount', 'delivery_cost_amount',
    'service_cost_amount', 'return_cost_amount', 'marketing_cost_amount',
    'acquisition_cost_amount', 'cost_to_serve_amount',
] %}
{% set measures = counts + amounts %}
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

months as (

    select
        *,
        case when purchase_count > 0 then 1 else 0 end as active_month_count
    from customer_months

),

years as (

    select
        customer_key,
        {% for measure in measures %}
        sum({{ measure }}) as {{ measure }},
        {% endfor %}
        cast(date_trunc('year', month_start_date) as date) as year_start_date
    from months
    group by customer_key, cast(date_trunc('year', month_start_date) as date)

),

lifetimes as (

    select
        {% for measure in measures %}
        sum({{ measure }}) as {{ measure }},
        {% endfor %}
        customer_key
    from years
    group by customer_key

),

-- Where nothing was bought, refunds and adjustments are a history too, or else costs.
first_days as (

    select
        min(case when purchase_count > 0 then activity_date end) as first_purchase_date,
        min(activity_date) as first_activity_date
    from customer_days

),

first_months as (

    select min(month_start_date) as first_month_date
    from customer_months

),

history as (

    select
        coalesce(
            first_days.first_purchase_date,
            first_days.first_activity_date,
            first_months.first_month_date
        ) as period_start_date,
        as_of.as_of_date as period_end_date
    from as_of
    cross join first_days
    cross join first_months

),

periods as (

    select
        customer_key,
        'month' as period_type,
        month_start_date as period_start_date,
        last_day(month_start_date) as period_end_date,
        {{ measures | join(',\n        ') }}
    from months

    union all

    select
        customer_key,
        'year' as period_type,
        year_start_date as period_start_date,
        {{ add_days(add_months('year_start_date', 12), -1) }} as period_end_date,
        {{ measures | join(',\n        ') }}
    from years

    union all

    select
        lifetimes.customer_key,
        'all_time' as period_type,
        history.period_start_date,
        history.period_end_date,
        lifetimes.{{ measures | join(',\n        lifetimes.') }}
    from lifetimes
    cross join history

),

final as (

    select
        {% for count in counts %}
        cast({{ count }} as bigint) as {{ count }},
        {% endfor %}
        {% for amount in amounts %}
        cast({{ amount }} as decimal(18, 2)) as {{ amount }},
        {% endfor %}
        customer_key,
        period_type,
        period_start_date,
        period_end_date
    from periods

)

select * from final
