with

purchases as (

    select * from {{ ref('int_product_purchases') }}
    where purchase_day_count > 0

),

products as (

    select * from {{ ref('dim_products') }}

),

rules as (

    select * from {{ ref('int_repurchase_rules') }}

),

-- A customer with g gaps weighs g / (g + k), the inverse variance of the mean of the
-- gaps (DerSimonian and Laird 1986) where k is the variance within customers over that
-- between them. So those who buy often do not make the interval of all.
weighed as (

    select
        purchases.product_id,
        purchases.mean_log_gap,
        purchases.mean_square_log_gap,
        purchases.gap_count > 0 as is_rebuyer,
        purchases.gap_count
        / (purchases.gap_count + rules.prior_gap_count) as weight
    from purchases
    cross join rules

),

product_sums as (

    select
        product_id,
        count(*) as buyer_count,
        sum(case when is_rebuyer then 1 else 0 end) as rebuyer_count,
        sum(cast(round(weight, 9) as decimal(18, 9))) as weight,
        sum(cast(round(weight * mean_log_gap, 9) as decimal(18, 9)))
            as log_gap,
        sum(cast(round(weight * mean_square_log_gap, 9) as decimal(18, 9)))
            as square_log_gap
    from weighed
    group by product_id

),

product_totals as (

    select
        product_sums.product_id,
        products.category,
        product_sums.buyer_count,
        product_sums.rebuyer_count,
        product_sums.weight,
        product_sums.log_gap,
        product_sums.square_log_gap
    from product_sums
    inner join products
        on product_sums.product_id = products.product_id

),

final as (

    select
        'product' as interval_level,
        product_id as member,
        cast(buyer_count as bigint) as buyer_count,
        cast(rebuyer_count as bigint) as rebuyer_count,
        cast(weight as double) as weight,
        cast(log_gap as double) as log_gap,
        cast(square_log_gap as double) as square_log_gap
    from product_totals

    union all

    select
        'category' as interval_level,
        category as member,
        cast(sum(buyer_count) as bigint) as buyer_count,
        cast(sum(rebuyer_count) as bigint) as rebuyer_count,
        cast(sum(weight) as double) as weight,
        cast(sum(log_gap) as double) as log_gap,
        cast(sum(square_log_gap) as double) as square_log_gap
    from product_totals
    where category is not null
    group by category

    union all

    select
        'all' as interval_level,
        'all' as member,
        cast(sum(buyer_count) as bigint) as buyer_count,
        cast(sum(rebuyer_count) as bigint) as rebuyer_count,
        cast(sum(weight) as double) as weight,
        cast(sum(log_gap) as double) as log_gap,
        cast(sum(square_log_gap) as double) as square_log_gap
    from product_totals

)

select * from final
