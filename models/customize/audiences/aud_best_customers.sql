with

customers as (

    select * from {{ ref('customer_360') }}

),

final as (

    select
        customer_id,
        'champion, revenue in class ' || abc_class || ', '
        || cast(purchase_day_count as string) || ' purchase days' as member_reason,
        all_time_revenue_amount
    from customers
    where rfm_segment = 'champions'
        and abc_class = 'A'

)

select * from final
