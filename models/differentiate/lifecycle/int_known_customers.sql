with

customers as (

    select * from {{ ref('dim_customers') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_days as (

    select
        customer_id,
        min(activity_date) as first_activity_date,
        min(case when purchase_count > 0 then activity_date end) as first_purchase_date
    from customer_days
    group by customer_id

),

final as (

    select
        customers.customer_id,
        least(
            {{ business_date('customers.first_seen_at') }},
            first_days.first_activity_date,
            as_of.as_of_date
        ) as first_contact_date,
        first_days.first_purchase_date
    from customers
    cross join as_of
    left join first_days
        on customers.customer_id = first_days.customer_id
    where customers.customer_kind != 'visitor'

)

select * from final
