-- Equal predictions share a decile, so that the order of rows decides nothing.
with

results as (

    select * from {{ ref('int_backtest_results') }}

),

ranked as (

    select
        *,
        rank() over (partition by fit_id order by predicted_order_count desc)
            as prediction_rank,
        count(*) over (partition by fit_id) as all_customer_count
    from results

),

placed as (

    select
        *,
        cast(
            1 + floor(10 * (prediction_rank - 1) / all_customer_count) as bigint
        ) as decile
    from ranked

),

final as (

    select
        fit_id,
        decile,
        cut_date,
        holdout_days,
        count(*) as customer_count,
        cast(sum(cast(predicted_order_count as decimal(38, 9))) as double)
            as predicted_order_count,
        cast(sum(actual_order_count) as bigint) as actual_order_count,
        cast(sum(naive_order_count) as bigint) as naive_order_count,
        cast(sum(cast(order_holdout_probability as decimal(38, 9))) as double)
            as predicted_buyer_count,
        count(case when actual_order_count > 0 then 1 end) as actual_buyer_count,
        count(case when naive_order_count > 0 then 1 end) as naive_buyer_count,
        cast(sum(cast(predicted_net as decimal(38, 6))) as decimal(18, 2))
            as predicted_net_amount,
        cast(sum(actual_net_amount) as decimal(18, 2)) as actual_net_amount,
        cast(sum(naive_net_amount) as decimal(18, 2)) as naive_net_amount
    from placed
    group by fit_id, decile, cut_date, holdout_days

)

select * from final
