{{ config(group="differentiate") }}

-- "A fifth of the customers bring the profit": for each year and for all time, what the
-- most profitable fifth brings, at which share of the customers the profit peaks, and
-- how much the customers below zero take back. Counted over all customers, not
-- estimated.
--   dbt show -s do_a_fifth_of_the_customers_bring_the_profit
with

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type in ('year', 'all_time') and profit_amount is not null

),

final as (

    select
        period_type,
        period_start_date,
        count(*) as customer_count,
        round(
            max(
                case
                    when cumulative_customer_share <= 0.2 then cumulative_profit_share
                end
            ), 4
        ) as top_fifth_profit_share,
        round(max(cumulative_profit_share), 4) as peak_profit_share,
        round(
            {{ share(
                'sum(case when profit_amount > 0 then 1 else 0 end)', 'count(*)'
            ) }}, 4
        ) as peak_customer_share,
        sum(case when profit_amount < 0 then 1 else 0 end) as below_zero_customer_count,
        sum(case when profit_amount < 0 then profit_amount else 0 end)
            as below_zero_profit_amount,
        sum(profit_amount) as profit_amount
    from profits
    group by period_type, period_start_date
    order by period_type, period_start_date

)

select * from final
