{{ config(materialized='view') }}

-- What a publication adds to the ledger: nothing where the month has its snapshot.
with

customers as (

    select * from {{ ref('customer_360') }}

),

rfm as (

    select * from {{ ref('fct_customer_rfm') }}

),

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type = 'all_time'

),

snapshots as (

    select * from {{ ref('fct_customer_snapshots') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

published_months as (

    select distinct publication_month_date
    from snapshots

),

publication as (

    select
        {{ build_id() }} as build_id,
        as_of_date,
        cast(date_trunc('month', as_of_date) as date) as publication_month_date
    from as_of

),

final as (

    select
        publication.build_id,
        customers.customer_id,
        publication.as_of_date,
        customers.lifecycle_stage,
        customers.growth_phase,
        customers.relationship_stage,
        customers.rfm_segment,
        customers.abc_class,
        customers.value_class,
        rfm.last_purchase_date,
        coalesce(profits.order_count, 0) as order_count,
        customers.all_time_revenue_amount as revenue_amount,
        customers.clv_36_months_amount,
        customers.churn_90_days_probability,
        publication.publication_month_date
    from customers
    cross join publication
    inner join rfm
        on customers.customer_id = rfm.customer_id
    left join profits
        on customers.customer_id = profits.customer_id
    left join published_months
        on publication.publication_month_date = published_months.publication_month_date
    where published_months.publication_month_date is null

)

select * from final
