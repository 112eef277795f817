-- Where the window of RFM begins with a month, its revenue is that of its months.
with

rfm as (

    select * from {{ ref('fct_customer_rfm') }}
    where window_start_date = cast(date_trunc('month', window_start_date) as date)

),

months as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type = 'month'

),

totals as (

    select
        rfm.customer_id,
        rfm.revenue_amount as rfm_revenue_amount,
        coalesce(sum(months.revenue_amount), 0) as month_revenue_amount
    from rfm
    left join months
        on rfm.customer_id = months.customer_id
        and rfm.window_start_date <= months.period_start_date
    group by rfm.customer_id, rfm.revenue_amount

),

final as (

    select *
    from totals
    where rfm_revenue_amount != month_revenue_amount

)

select * from final
