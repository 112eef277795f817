-- Each customer's categories, with what has none, hold the revenue of the days.
with

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

spend_window as (

    select * from {{ ref('int_wallet_window') }}

),

movements as (

    select
        customer_id,
        revenue_amount,
        window_revenue_amount
    from category_spend

    union all

    select
        customer_days.customer_id,
        -customer_days.revenue_amount as revenue_amount,
        case
            when customer_days.activity_date >= spend_window.window_start_date
                then -customer_days.revenue_amount
            else 0
        end as window_revenue_amount
    from customer_days
    cross join spend_window

),

totals as (

    select
        customer_id,
        sum(revenue_amount) as revenue_difference,
        sum(window_revenue_amount) as window_revenue_difference
    from movements
    group by customer_id

),

final as (

    select *
    from totals
    where revenue_difference != 0 or window_revenue_difference != 0

)

select * from final
