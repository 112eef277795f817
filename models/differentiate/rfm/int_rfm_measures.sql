with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

days as (

    select * from {{ ref('int_rfm_days') }}

),

final as (

    select
        days.scored_date,
        customer_days.customer_key,
        max(
            case
                when customer_days.purchase_count > 0 then customer_days.activity_date
            end
        ) as last_purchase_date,
        count(case when customer_days.purchase_count > 0 then 1 end)
            as purchase_day_count,
        cast(sum(customer_days.revenue_amount) as decimal(18, 2)) as revenue_amount
    from customer_days
    inner join days
        on customer_days.activity_date >= days.window_start_date
        and customer_days.activity_date <= days.scored_date
    group by days.scored_date, customer_days.customer_key

)

select * from final
