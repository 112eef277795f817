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

purchase_window as (

    select
        as_of_date,
        {{ add_days(
            add_months('as_of_date', '-' ~ var('rfm_window_months')), 1
        ) }} as window_start_date
    from as_of

),

measures as (

    select
        customer_days.customer_id,
        max(
            case
                when customer_days.purchase_count > 0 then customer_days.activity_date
            end
        ) as last_purchase_date,
        count(
            case
                when customer_days.activity_date >= purchase_window.window_start_date
                    and customer_days.purchase_count > 0
                    then 1
            end
        ) as purchase_day_count,
        sum(
            case
                when customer_days.activity_date >= purchase_window.window_start_date
                    then customer_days.revenue_amount
                else 0
            end
        ) as revenue_amount
    from customer_days
    cross join purchase_window
    group by customer_days.customer_id

),

final as (

    select
        customers.customer_id,
        measures.last_purchase_date,
        purchase_window.window_start_date,
        {{ days_between('measures.last_purchase_date', 'purchase_window.as_of_date') }}
            as recency_days,
        coalesce(measures.purchase_day_count, 0) as purchase_day_count,
        cast(coalesce(measures.revenue_amount, 0) as decimal(18, 2)) as revenue_amount
    from customers
    cross join purchase_window
    left join measures
        on customers.customer_id = measures.customer_id
    where customers.customer_kind != 'visitor'

)

select * from final
