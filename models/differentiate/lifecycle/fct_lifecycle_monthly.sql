with

intervals as (

    select * from {{ ref('int_month_end_intervals') }}

),

spans as (

    select * from {{ ref('int_month_spans') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

customer_months as (

    select
        customer_id,
        last_day(activity_date) as month_end_date,
        cast(sum(purchase_count) as bigint) as order_count,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(revenue_amount) as decimal(18, 2)) as revenue_amount
    from customer_days
    group by customer_id, last_day(activity_date)

),

month_ends as (

    select
        intervals.customer_id,
        spans.month_end_date,
        intervals.lifecycle_stage,
        intervals.growth_phase,
        intervals.relationship_stage
    from intervals
    inner join spans
        on intervals.first_month_end_date = spans.first_month_end_date
        and intervals.last_month_end_date = spans.last_month_end_date

),

final as (

    select
        month_ends.customer_id,
        month_ends.month_end_date,
        month_ends.lifecycle_stage,
        month_ends.growth_phase,
        month_ends.relationship_stage,
        coalesce(customer_months.order_count, 0) as order_count,
        coalesce(customer_months.net_amount, cast(0 as decimal(18, 2))) as net_amount,
        coalesce(customer_months.revenue_amount, cast(0 as decimal(18, 2)))
            as revenue_amount
    from month_ends
    left join customer_months
        on month_ends.customer_id = customer_months.customer_id
        and month_ends.month_end_date = customer_months.month_end_date

)

select * from final
