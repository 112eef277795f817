-- Late is what was recorded after the day that was published, for that day or before.
with

restated_values as (

    select * from {{ ref('int_restated_values') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

order_versions as (

    select * from {{ ref('stg_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

return_versions as (

    select * from {{ ref('stg_returns') }}

),

restated_customers as (

    select distinct
        publication_month_date,
        live_customer_id as customer_id,
        as_of_date,
        cast({{ add_days('as_of_date', 1) }} as timestamp) as late_from_at
    from restated_values

),

restated_ids as (

    select distinct customer_id
    from restated_customers

),

records as (

    select
        orders.customer_id,
        'order' as record_kind,
        orders.order_id as record_id,
        orders.order_date as record_date,
        orders.is_in_revenue,
        order_versions.recorded_at,
        order_versions.first_recorded_at
    from orders
    inner join restated_ids
        on orders.customer_id = restated_ids.customer_id
    inner join order_versions
        on orders.order_id = order_versions.order_id

    union all

    select
        returns.customer_id,
        'return' as record_kind,
        returns.return_id as record_id,
        returns.return_date as record_date,
        returns.is_in_revenue,
        return_versions.recorded_at,
        return_versions.first_recorded_at
    from returns
    inner join restated_ids
        on returns.customer_id = restated_ids.customer_id
    inner join return_versions
        on returns.return_id = return_versions.return_id

),

final as (

    select
        restated_customers.publication_month_date,
        restated_customers.customer_id,
        records.record_kind,
        records.record_id,
        records.first_recorded_at >= restated_customers.late_from_at as is_new,
        records.recorded_at
    from restated_customers
    inner join records
        on restated_customers.customer_id = records.customer_id
        and restated_customers.as_of_date >= records.record_date
        and restated_customers.late_from_at <= records.recorded_at
    where records.is_in_revenue
        or records.first_recorded_at < restated_customers.late_from_at

)

select * from final
