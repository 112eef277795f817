with

product_days as (

    select * from {{ ref('int_product_days') }}

),

items as (

    select * from {{ ref('int_repurchase_items') }}

),

gaps as (

    select * from {{ ref('int_repurchase_gaps') }}

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
        gaps.last_purchase_date as last_item_date,
        coalesce(gaps.gap_count, 0) as gap_count,
        gaps.mean_interval_days,
        gaps.median_interval_days,
        gaps.mean_log_gap,
        gaps.mean_square_log_gap
    from purchases
    left join items
        on purchases.product_id = items.product_id
    left join gaps
        on purchases.customer_id = gaps.customer_id
        and items.item_id = gaps.item_id

)

select * from final
