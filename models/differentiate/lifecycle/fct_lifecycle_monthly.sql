with

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

full_months as (

    select dates.date_day as month_end_date
    from dates
    cross join as_of
    where dates.is_month_end and dates.date_day <= as_of.as_of_date

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

-- Every span of months with its months: equal ends are found without comparing ranges.
spans as (

    select
        first_months.month_end_date as first_month_end_date,
        last_months.month_end_date as last_month_end_date,
        full_months.month_end_date
    from full_months as first_months
    inner join full_months as last_months
        on first_months.month_end_date <= last_months.month_end_date
    inner join full_months
        on first_months.month_end_date <= full_months.month_end_date
        and last_months.month_end_date >= full_months.month_end_date

),

intervals as (

    select
        history.customer_id,
        history.lifecycle_stage,
        history.growth_phase,
        history.relationship_stage,
        last_day(history.valid_from) as first_month_end_date,
        last_day({{ add_months(
            'least(history.valid_to, ' ~ add_days('as_of.as_of_date', 1) ~ ')', -1
        ) }}) as last_month_end_date
    from history
    cross join as_of

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
