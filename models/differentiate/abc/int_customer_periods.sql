with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

customer_years as (

    select
        customer_id,
        cast(date_trunc('year', activity_date) as date) as period_start_date,
        sum(order_count) as order_count,
        sum(costed_order_count) as costed_order_count,
        sum(revenue_amount) as revenue_amount,
        sum(cost_amount) as cost_amount
    from customer_days
    group by customer_id, cast(date_trunc('year', activity_date) as date)

),

customers as (

    select
        customer_id,
        sum(order_count) as order_count,
        sum(costed_order_count) as costed_order_count,
        sum(revenue_amount) as revenue_amount,
        sum(cost_amount) as cost_amount
    from customer_years
    group by customer_id

),

-- Refunds and adjustments alone are a history too, where nothing was bought.
history as (

    select
        coalesce(
            min(
                case
                    when customer_days.purchase_count > 0
                        then customer_days.activity_date
                end
            ),
            min(customer_days.activity_date)
        ) as period_start_date,
        max(as_of.as_of_date) as period_end_date
    from customer_days
    cross join as_of

),

periods as (

    select
        customer_id,
        'year' as period_type,
        period_start_date,
        {{ add_days(add_months('period_start_date', 12), -1) }} as period_end_date,
        order_count,
        costed_order_count,
        revenue_amount,
        cost_amount
    from customer_years

    union all

    select
        customers.customer_id,
        'all_time' as period_type,
        history.period_start_date,
        history.period_end_date,
        customers.order_count,
        customers.costed_order_count,
        customers.revenue_amount,
        customers.cost_amount
    from customers
    cross join history

),

final as (

    select
        customer_id,
        period_type,
        period_start_date,
        period_end_date,
        cast(revenue_amount as decimal(18, 2)) as revenue_amount,
        cast(
            case
                when order_count > 0 and costed_order_count = order_count
                    then revenue_amount - cost_amount
            end as decimal(18, 2)
        ) as contribution_amount
    from periods

)

select * from final
