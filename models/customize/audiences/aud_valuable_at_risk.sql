with

customers as (

    select * from {{ ref('customer_360') }}

),

final as (

    select
        customer_id,
        'revenue in class ' || abc_class || ', ' || lifecycle_stage
        || ', last purchase ' || cast(recency_days as string)
        || ' days ago' as member_reason,
        all_time_revenue_amount
    from customers
    where abc_class in ('A', 'B')
        and lifecycle_stage in ('at_risk', 'lapsed')

)

select * from final
