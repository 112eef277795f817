with

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

backtest as (

    select * from {{ ref('fct_clv_backtest') }}

),

coverage as (

    select
        count(repeat_purchase_count) as buyer_count,
        count(clv_36_months_amount) as valued_count
    from customer_values

),

holdout as (

    select
        sum(cast(predicted_order_count as decimal(38, 9))) as predicted_count,
        sum(actual_order_count) as actual_count
    from backtest

),

final as (

    select
        {{ share('coverage.valued_count', 'coverage.buyer_count') }}
            as valued_buyer_share,
        {{ share('holdout.predicted_count', 'holdout.actual_count') }}
            as backtest_order_ratio
    from coverage
    cross join holdout

)

select * from final
