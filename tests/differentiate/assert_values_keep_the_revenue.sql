-- Each customer's revenue of the window, the years and all time is that of the days.
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

rfm as (

    select * from {{ ref('fct_customer_rfm') }}

),

abc as (

    select * from {{ ref('fct_customer_abc') }}

),

movements as (

    select
        'window' as period_type,
        rfm.customer_id,
        customer_days.revenue_amount as amount
    from customer_days
    inner join rfm
        on customer_days.customer_id = rfm.customer_id
    where customer_days.activity_date >= rfm.window_start_date

    union all

    select
        'window' as period_type,
        customer_id,
        -revenue_amount as amount
    from rfm

    union all

    select
        'year' as period_type,
        customer_id,
        revenue_amount as amount
    from customer_days

    union all

    select
        'all_time' as period_type,
        customer_id,
        revenue_amount as amount
    from customer_days

    union all

    select
        period_type,
        customer_id,
        -value_amount as amount
    from abc
    where measure = 'revenue'

),

totals as (

    select
        period_type,
        customer_id,
        sum(amount) as difference_amount
    from movements
    group by period_type, customer_id

),

final as (

    select *
    from totals
    where difference_amount != 0

)

select * from final
