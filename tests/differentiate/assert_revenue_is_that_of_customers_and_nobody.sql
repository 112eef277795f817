{#- The completed orders less the refunds of what was counted, straight from the
    staging, are the revenue of the customers' days, of nobody, of visitors and of days
    still to come. -#}
with

raw_orders as (

    select * from {{ ref('stg_orders') }}

),

raw_returns as (

    select * from {{ ref('stg_returns') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

movements as (

    select
        'raw' as side,
        net_amount as amount
    from raw_orders
    where order_status = 'completed'

    union all

    select
        'raw' as side,
        -raw_returns.refund_amount as amount
    from raw_returns
    left join raw_orders
        on raw_returns.order_id = raw_orders.order_id
    where coalesce(raw_orders.order_status, 'completed') = 'completed'

    union all

    select
        'mart' as side,
        revenue_amount as amount
    from customer_days

    union all

    select
        'mart' as side,
        orders.net_amount as amount
    from orders
    cross join as_of
    left join customers
        on orders.customer_id = customers.customer_id
    where orders.order_status = 'completed'
        and (
            customers.customer_id is null
            or customers.customer_kind = 'visitor'
            or orders.order_date > as_of.as_of_date
        )

    union all

    select
        'mart' as side,
        -returns.refund_amount as amount
    from returns
    cross join as_of
    left join customers
        on returns.customer_id = customers.customer_id
    where returns.is_in_revenue
        and (
            customers.customer_id is null
            or customers.customer_kind = 'visitor'
            or returns.return_date > as_of.as_of_date
        )

),

totals as (

    select
        sum(case when side = 'raw' then amount else 0 end) as raw_amount,
        sum(case when side = 'mart' then amount else 0 end) as mart_amount
    from movements

),

final as (

    select *
    from totals
    where raw_amount != mart_amount

)

select * from final
