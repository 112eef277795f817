-- The naive rule: as much as in as many days before.
with

forecasts as (

    select * from {{ ref('int_customer_forecasts') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

backtest as (

    select * from models
    where fit_purpose = 'backtest'

),

-- By its name, not by a join, so that no other purpose is forecast.
predictions as (

    select * from forecasts
    where fit_purpose = 'backtest' and alive_probability is not null

),

purchase_days as (

    select
        customer_days.customer_key,
        customer_days.net_amount,
        case when customer_days.activity_date > backtest.cut_date then 1 else 0 end
            as is_after
    from customer_days
    cross join backtest
    where customer_days.purchase_count > 0
        and customer_days.activity_date
        > {{ add_days('backtest.cut_date', '-backtest.holdout_days') }}

),

sums as (

    select
        customer_key,
        sum(is_after) as actual_order_count,
        sum(1 - is_after) as naive_order_count,
        sum(is_after * net_amount) as actual_net_amount,
        sum((1 - is_after) * net_amount) as naive_net_amount
    from purchase_days
    group by customer_key

),

final as (

    select
        backtest.fit_id,
        backtest.cut_date,
        backtest.holdout_days,
        predictions.customer_key,
        predictions.order_holdout_probability,
        predictions.expected_holdout_order_count as predicted_order_count,
        predictions.expected_holdout_order_count * predictions.expected_order_net
            as predicted_net,
        coalesce(sums.actual_order_count, 0) as actual_order_count,
        coalesce(sums.naive_order_count, 0) as naive_order_count,
        coalesce(sums.actual_net_amount, 0) as actual_net_amount,
        coalesce(sums.naive_net_amount, 0) as naive_net_amount
    from predictions
    cross join backtest
    left join sums
        on predictions.customer_key = sums.customer_key

)

select * from final
