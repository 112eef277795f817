-- The whale curve (Kaplan & Narayanan 2001), from the most profitable downwards.
with

profits as (

    select * from {{ ref('int_customer_profits') }}

),

-- Without a frame of rows, peers are summed together: equal profits share everything.
curve as (

    select
        customer_key,
        period_type,
        period_start_date,
        count(*) over descending as cumulative_customer_count,
        sum(profit_amount) over descending as cumulative_profit_amount,
        count(*) over total as customer_count,
        sum(profit_amount) over total as total_profit_amount
    from profits
    where profit_amount is not null
    window
        descending as (
            partition by period_type, period_start_date
            order by profit_amount desc
        ),
        total as (partition by period_type, period_start_date)

),

indexed as (

    select
        *,
        case when total_profit_amount > 0 then total_profit_amount end as whole_amount
    from curve

),

final as (

    select
        customer_key,
        period_type,
        period_start_date,
        round({{ share('cumulative_profit_amount', 'whole_amount') }}, 9)
            as cumulative_profit_share,
        round({{ share('cumulative_customer_count', 'customer_count') }}, 9)
            as cumulative_customer_share
    from indexed

)

select * from final
