-- Cohorts hold all that customers who ever bought brought, cost and bought.
{% set measures = [
    'order_count', 'revenue_amount', 'cost_to_serve_amount', 'acquisition_cost_amount'
] %}
with

cohorts as (

    select * from {{ ref('fct_cohorts') }}

),

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type = 'all_time'

),

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

as_of as (

    select * from {{ ref('as_of') }}

),

buyers as (

    select distinct orders.customer_id
    from orders
    cross join as_of
    where orders.order_date <= as_of.as_of_date

),

found as (

    select
        {% for measure in measures %}
        sum({{ measure }}) as {{ measure }},
        {% endfor %}
        sum(case when age_months = 0 then customer_count else 0 end) as customer_count
    from cohorts

),

expected as (

    select
        {% for measure in measures %}
        sum(profits.{{ measure }}) as {{ measure }},
        {% endfor %}
        count(*) as customer_count
    from profits
    inner join buyers
        on profits.customer_id = buyers.customer_id

),

final as (

    select
        {% for measure in measures %}
        expected.{{ measure }},
        found.{{ measure }} as found_{{ measure }},
        {% endfor %}
        expected.customer_count,
        found.customer_count as found_customer_count
    from expected
    cross join found
    where expected.customer_count != coalesce(found.customer_count, 0)
        {% for measure in measures %}
        or coalesce(expected.{{ measure }}, 0) != coalesce(found.{{ measure }}, 0)
        {% endfor %}

)

select * from final
