with

product_days as (

    select * from {{ ref('int_product_days') }}

),

purchases as (

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
            as purchase_day_count
    from product_days
    group by customer_id, product_id

),

repurchases as (

    select
        customer_id,
        product_id
    from purchases
    where purchase_day_count > 1

),

-- The gap before a day of purchase; days of returns alone are no end of one. Few
-- products are bought again, and only their days are put in order.
followed as (

    select
        product_days.customer_id,
        product_days.product_id,
        {{ days_between(
            'lag(product_days.activity_date) over (
                partition by product_days.customer_id, product_days.product_id
                order by product_days.activity_date asc
            )', 'product_days.activity_date'
        ) }} as gap_days
    from product_days
    inner join repurchases
        on product_days.customer_id = repurchases.customer_id
        and product_days.product_id = repurchases.product_id
    where product_days.is_purchase_day

),

logged as (

    select
        customer_id,
        product_id,
        gap_days,
        cast(round(ln(gap_days), 9) as decimal(18, 9)) as log_gap
    from followed
    where gap_days is not null

),

gaps as (

    select
        customer_id,
        product_id,
        count(*) as gap_count,
        round(cast(sum(gap_days) as double) / count(*), 9) as mean_interval_days,
        cast(median(gap_days) as double) as median_interval_days,
        cast(sum(log_gap) as double) / count(*) as mean_log_gap,
        cast(
            sum(cast(round(log_gap * log_gap, 9) as decimal(18, 9))) as double
        ) / count(*) as mean_square_log_gap
    from logged
    group by customer_id, product_id

),

final as (

    select
        purchases.customer_id,
        purchases.product_id,
        purchases.first_purchase_date,
        purchases.last_purchase_date,
        purchases.bought_quantity,
        purchases.returned_quantity,
        purchases.net_amount,
        purchases.refund_amount,
        purchases.purchase_day_count,
        coalesce(gaps.gap_count, 0) as gap_count,
        gaps.mean_interval_days,
        gaps.median_interval_days,
        gaps.mean_log_gap,
        gaps.mean_square_log_gap
    from purchases
    left join gaps
        on purchases.customer_id = gaps.customer_id
        and purchases.product_id = gaps.product_id

)

select * from final
