with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

totals as (

    select
        customer_id,
        sum(order_count) as order_count,
        sum(costed_order_count) as costed_order_count,
        sum(revenue_amount - cost_amount) as margin_amount
    from customer_days
    group by customer_id

),

final as (

    select
        customer_id,
        case
            when order_count > 0 and costed_order_count = order_count
                then cast(margin_amount as decimal(18, 2))
        end as realised_margin_amount
    from totals

)

select * from final
