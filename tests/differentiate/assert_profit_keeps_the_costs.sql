-- Customers bear in their months, years and all time what is allocated to them.
{% set activities = [
    'order', 'delivery', 'service', 'return', 'marketing', 'acquisition'
] %}
with

allocations as (

    select * from {{ ref('int_cost_allocations') }}
    where customer_key is not null

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

profits as (

    select * from {{ ref('fct_customer_profit') }}

),

named_allocations as (

    select
        customers.customer_id,
        allocations.activity,
        allocations.cost_amount
    from allocations
    left join customers
        on allocations.customer_key = customers.customer_key

),

movements as (

    {% for period_type in ['month', 'year', 'all_time'] %}
    select
        '{{ period_type }}' as period_type,
        customer_id,
        activity,
        cost_amount
    from named_allocations

    union all

    {% endfor %}
    {% for activity in activities %}
    select
        period_type,
        customer_id,
        '{{ activity }}' as activity,
        -{{ activity }}_cost_amount as cost_amount
    from profits
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

final as (

    select
        period_type,
        customer_id,
        activity,
        sum(cost_amount) as difference_amount
    from movements
    group by period_type, customer_id, activity
    having sum(cost_amount) != 0

)

select * from final
