{{ config(group="differentiate") }}

-- "A fifth of the customers bring the profit": for each year and for all time, what the
-- most profitable fifth brings, at which share of the customers the profit peaks, and
-- how much the customers below zero take back. Counted, not estimated, over those whose
-- profit is known; the others are left out and counted apart. A fifth of 7 is the best
-- customer and 0.4 of the next. Shares are null where there is no profit.
--   dbt show -s do_a_fifth_of_the_customers_bring_the_profit
with

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type in ('year', 'all_time')

),

ranked as (

    select
        period_type,
        period_start_date,
        profit_amount,
        cumulative_profit_share,
        row_number() over (
            partition by period_type, period_start_date
            order by profit_amount desc nulls last, customer_id asc
        ) as profit_rank,
        count(profit_amount) over (partition by period_type, period_start_date)
            as customer_count
    from profits

),

weighted as (

    select
        *,
        cast(
            least(greatest(customer_count - 5 * (profit_rank - 1), 0), 5) as integer
        ) as fifths_in_top
    from ranked

),

summed as (

    select
        period_type,
        period_start_date,
        count(profit_amount) as customer_count,
        count(*) - count(profit_amount) as left_out_customer_count,
        sum(fifths_in_top * profit_amount) as top_fifth_fold_amount,
        max(cumulative_profit_share) as peak_profit_share,
        sum(case when profit_amount > 0 then 1 else 0 end) as above_zero_customer_count,
        sum(case when profit_amount < 0 then 1 else 0 end) as below_zero_customer_count,
        sum(case when profit_amount < 0 then profit_amount else 0 end)
            as below_zero_profit_amount,
        sum(profit_amount) as profit_amount
    from weighted
    group by period_type, period_start_date

),

final as (

    select
        period_type,
        period_start_date,
        customer_count,
        left_out_customer_count,
        case
            when profit_amount > 0
                then round({{ share('top_fifth_fold_amount', '5 * profit_amount') }}, 4)
        end as top_fifth_profit_share,
        round(peak_profit_share, 4) as peak_profit_share,
        round({{ share('above_zero_customer_count', 'customer_count') }}, 4)
            as peak_customer_share,
        below_zero_customer_count,
        below_zero_profit_amount,
        profit_amount
    from summed
    order by period_type, period_start_date

)

select * from final
