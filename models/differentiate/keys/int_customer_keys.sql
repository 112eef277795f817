-- A whole number takes the place of a long id in what is joined and grouped a million
-- times.
with

customers as (

    select * from {{ ref('dim_customers') }}

),

final as (

    select
        customer_id,
        row_number() over (order by customer_id asc) as customer_key,
        customer_kind = 'visitor' as is_visitor
    from customers

)

select * from final
