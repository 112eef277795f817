with

gaps as (

    select * from {{ ref('int_repurchase_gaps') }}

),

products as (

    select * from {{ ref('int_repurchase_items') }}

),

rules as (

    select * from {{ ref('int_repurchase_rules') }}

),

-- A customer with g gaps weighs g / (g + k), the inverse variance of the mean of the
-- gaps (DerSimonian and Laird 1986) where k is the variance within customers over that
-- between them. So those who buy often do not make the interval of all.
weighed as (

    select
        gaps.item_id,
        gaps.mean_log_gap,
        gaps.mean_square_log_gap,
        gaps.gap_count > 0 as is_rebuyer,
        gaps.gap_count
        / (gaps.gap_count + rules.prior_gap_count) as weight
    from gaps
    cross join rules

),

item_sums as (

    select
        item_id,
        count(*) as buyer_count,
        sum(case when is_rebuyer then 1 else 0 end) as rebuyer_count,
        sum(cast(round(weight, 9) as decimal(18, 9))) as weight,
        sum(cast(round(weight * mean_log_gap, 9) as decimal(18, 9)))
            as log_gap,
        sum(cast(round(weight * mean_square_log_gap, 9) as decimal(18, 9)))
            as square_log_gap
    from weighed
    group by item_id

),

items as (

    select distinct
        item_id,
        category
    from products

),

item_totals as (

    select
        item_sums.item_id,
        items.category,
        item_sums.buyer_count,
        item_sums.rebuyer_count,
        item_sums.weight,
        item_sums.log_gap,
        item_sums.square_log_gap
    from item_sums
    inner join items
        on item_sums.item_id = items.item_id

),

final as (

    select
        'product' as interval_level,
        item_id as member,
        cast(buyer_count as bigint) as buyer_count,
        cast(rebuyer_count as bigint) as rebuyer_count,
        cast(weight as double) as weight,
        cast(log_gap as double) as log_gap,
        cast(square_log_gap as double) as square_log_gap
    from item_totals

    union all

    select
        'category' as interval_level,
        category as member,
        cast(sum(buyer_count) as bigint) as buyer_count,
        cast(sum(rebuyer_count) as bigint) as rebuyer_count,
        cast(sum(weight) as double) as weight,
        cast(sum(log_gap) as double) as log_gap,
        cast(sum(square_log_gap) as double) as square_log_gap
    from item_totals
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
    from item_totals

)

select * from final
