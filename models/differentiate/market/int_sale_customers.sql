-- Numbers stand for the ids, so that millions are counted apart quickly.
with

customers as (

    select * from {{ ref('dim_customers') }}

),

final as (

    select
        customer_id,
        row_number() over (order by customer_id asc) as customer_number
    from customers
    where customer_kind != 'visitor'

)

select * from final
