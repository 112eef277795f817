with

customers as (

    select * from {{ ref('dim_customers') }}

),

customer_keys as (

    select * from {{ ref('int_customer_keys') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

lifecycle as (

    select * from {{ ref('fct_lifecycle_history') }}
    where is_current

),

rules as (

    select * from {{ ref('lifecycle_rules') }}

),

first_months as (

    select
        customer_key,
        cast(date_trunc('month', min(activity_date)) as date) as first_order_month_date
    from customer_days
    where purchase_count > 0
    group by customer_key

),

-- Survivors are the same customers at every age, so that a change from age to age is
-- theirs and not that of who is left.
final as (

    select
        customer_keys.customer_id,
        first_months.customer_key,
        first_months.first_order_month_date,
        customers.acquisition_channel,
        not rules.is_dormant as is_survivor
    from first_months
    inner join customer_keys
        on first_months.customer_key = customer_keys.customer_key
    inner join customers
        on customer_keys.customer_id = customers.customer_id
    inner join lifecycle
        on customer_keys.customer_id = lifecycle.customer_id
    inner join rules
        on lifecycle.lifecycle_stage = rules.lifecycle_stage

)

select * from final
