with

snapshots as (

    select * from {{ ref('fct_customer_snapshots') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

publications as (

    select distinct
        publication_month_date,
        as_of_date
    from snapshots

),

movements as (

    select
        customer_id,
        order_date as activity_date,
        case when is_purchase then order_date end as purchase_date,
        case when is_purchase then 1 else 0 end as order_count,
        net_amount as revenue_amount
    from orders
    where is_in_revenue and has_customer

    union all

    select
        customer_id,
        return_date as activity_date,
        cast(null as date) as purchase_date,
        0 as order_count,
        -refund_amount as revenue_amount
    from returns
    where is_in_revenue and has_customer

),

final as (

    select
        publications.publication_month_date,
        movements.customer_id,
        max(movements.purchase_date) as last_purchase_date,
        cast(sum(movements.order_count) as bigint) as order_count,
        cast(sum(movements.revenue_amount) as decimal(18, 2)) as revenue_amount
    from movements
    inner join publications
        on movements.activity_date <= publications.as_of_date
    group by publications.publication_month_date, movements.customer_id

)

select * from final
