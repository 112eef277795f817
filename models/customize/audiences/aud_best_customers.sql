with

customers as (

    select * from {{ ref('customer_360') }}

),

final as (

    select
        customer_id,
        'champion whose revenue is in class A' as member_reason,
        revenue_amount
    from customers
    where rfm_segment = 'champions'
        and abc_class = 'A'

)

select * from final
