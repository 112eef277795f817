with

product_days as (

    select * from {{ ref('int_product_days') }}

),

-- The gap before a day of purchase; days of returns alone are no end of one.
followed as (

    select
        customer_id,
        product_id,
        activity_date,
        bought_quantity,
        returned_quantity,
        net_amount,
        refund_amount,
        is_purchase_day,
        case
            when is_purchase_day
                then {{ days_between(
                    'lag(activity_date) over (
                        partition by customer_id, product_id, is_purchase_day
                        order by activity_date asc
                    )', 'activity_date'
                ) }}
        end as gap_days
    from product_days

),

logged as (

    select
        customer_id,
        product_id,
        activity_date,
        bought_quantity,
        returned_quantity,
        net_amount,
        refund_amount,
        is_purchase_day,
        gap_days,
        cast(round(ln(gap_days), 9) as decimal(18, 9)) as log_gap
    from followed

),

final as (

    select
        customer_id,
        product_id,
        min(case when is_purchase_day then activity_date end) as first_purchase_date,
        max(case when is_purchase_day then activity_date end) as last_purchase_date,
        cast(sum(bought_quantity) as decimal(18, 4)) as bought_quantity,
        cast(sum(returned_quantity) as decimal(18, 4)) as returned_quantity,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(refund_amount) as decimal(18, 2)) as refund_amount,
        cast(sum(case when is_purchase_day then 1 else 0 end) as bigint)
            as purchase_day_count,
        count(gap_days) as gap_count,
        round(cast(sum(gap_days) as double) / nullif(count(gap_days), 0), 9)
            as mean_interval_days,
        cast(median(gap_days) as double) as median_interval_days,
        cast(sum(log_gap) as double) / nullif(count(gap_days), 0) as mean_log_gap,
        cast(
            sum(cast(round(log_gap * log_gap, 9) as decimal(18, 9))) as double
        ) / nullif(count(gap_days), 0) as mean_square_log_gap
    from logged
    group by customer_id, product_id

)

select * from final
