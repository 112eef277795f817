-- Full months hold the purchases and the revenue of their days.
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

months as (

    select * from {{ ref('fct_lifecycle_monthly') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

movements as (

    select
        customer_days.customer_id,
        customer_days.purchase_count as order_count,
        customer_days.revenue_amount
    from customer_days
    cross join as_of
    where last_day(customer_days.activity_date) <= as_of.as_of_date

    union all

    select
        customer_id,
        -order_count as order_count,
        -revenue_amount as revenue_amount
    from months

),

totals as (

    select
        customer_id,
        sum(order_count) as order_difference,
        sum(revenue_amount) as revenue_difference
    from movements
    group by customer_id

),

final as (

    select *
    from totals
    where order_difference != 0 or revenue_difference != 0

)

select * from final
