with

orders as (

    select * from {{ ref('int_current_orders') }}
    where origin_order_id is not null

),

-- Only where one order counts for the origin is it clear which one is meant.
counted as (

    select
        origin_order_id,
        min(source_system || ':' || order_id) as counted_order_id
    from orders
    where is_counted
    group by origin_order_id
    having count(*) = 1

),

final as (

    select
        orders.source_system || ':' || orders.order_id as order_id,
        counted.counted_order_id
    from orders
    inner join counted
        on orders.origin_order_id = counted.origin_order_id
    where not orders.is_counted

)

select * from final
