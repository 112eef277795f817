-- An order with an acceptable, known version counts, here or in another system.
with

records as (

    select * from {{ ref('int_orders_judged') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

origins as (

    select distinct origin_order_id
    from orders
    where origin_order_id is not null

),

final as (

    select
        records.source_system,
        records.order_id
    from records
    cross join as_of
    left join orders
        on records.source_system || ':' || records.order_id = orders.order_id
    left join origins
        on records.origin_order_id = origins.origin_order_id
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}
        and orders.order_id is null
        and origins.origin_order_id is null

)

select * from final
