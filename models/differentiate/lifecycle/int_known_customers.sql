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

as_of as (

    select * from {{ ref('as_of') }}

),

first_days as (

    select
        customer_key,
        min(activity_date) as first_activity_date,
        min(case when purchase_count > 0 then activity_date end) as first_purchase_date
    from customer_days
    group by customer_key

),

final as (

    select
        customers.customer_id,
        customer_keys.customer_key,
        least(
            {{ business_date('customers.first_seen_at') }},
            first_days.first_activity_date,
            as_of.as_of_date
        ) as first_contact_date,
        first_days.first_purchase_date
    from customers
    inner join customer_keys
        on customers.customer_id = customer_keys.customer_id
    cross join as_of
    left join first_days
        on customer_keys.customer_key = first_days.customer_key
    where not customer_keys.is_visitor

)

select * from final
