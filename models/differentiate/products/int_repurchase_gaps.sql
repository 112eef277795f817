with

product_days as (

    select * from {{ ref('int_product_days') }}
    where is_purchase_day

),

items as (

    select * from {{ ref('int_repurchase_items') }}

),

item_days as (

    select distinct
        product_days.customer_id,
        items.item_id,
        product_days.activity_date
    from product_days
    inner join items
        on product_days.product_id = items.product_id

),

purchases as (

    select
        customer_id,
        item_id,
        max(activity_date) as last_purchase_date,
        count(*) as purchase_day_count
    from item_days
    group by customer_id, item_id

),

repurchases as (

    select
        customer_id,
        item_id
    from purchases
    where purchase_day_count > 1

),

-- Few products are bought again, and only their days are put in order.
followed as (

    select
        item_days.customer_id,
        item_days.item_id,
        {{ days_between(
            'lag(item_days.activity_date) over (
                partition by item_days.customer_id, item_days.item_id
                order by item_days.activity_date asc
            )', 'item_days.activity_date'
        ) }} as gap_days
    from item_days
    inner join repurchases
        on item_days.customer_id = repurchases.customer_id
        and item_days.item_id = repurchases.item_id

),

logged as (

    select
        customer_id,
        item_id,
        gap_days,
        cast(round(ln(gap_days), 9) as decimal(18, 9)) as log_gap
    from followed
    where gap_days is not null

),

gaps as (

    select
        customer_id,
        item_id,
        count(*) as gap_count,
        round(cast(sum(gap_days) as double) / count(*), 9) as mean_interval_days,
        cast(median(gap_days) as double) as median_interval_days,
        cast(sum(log_gap) as double) / count(*) as mean_log_gap,
        cast(
            sum(cast(round(log_gap * log_gap, 9) as decimal(18, 9))) as double
        ) / count(*) as mean_square_log_gap
    from logged
    group by customer_id, item_id

),

final as (

    select
        purchases.customer_id,
        purchases.item_id,
        purchases.last_purchase_date,
        coalesce(gaps.gap_count, 0) as gap_count,
        gaps.mean_interval_days,
        gaps.median_interval_days,
        gaps.mean_log_gap,
        gaps.mean_square_log_gap
    from purchases
    left join gaps
        on purchases.customer_id = gaps.customer_id
        and purchases.item_id = gaps.item_id

)

select * from final
