with

level_sums as (

    select * from {{ ref('int_interval_levels') }}

),

products as (

    select * from {{ ref('int_repurchase_items') }}

),

rules as (

    select * from {{ ref('int_repurchase_rules') }}

),

product_levels as (

    select
        product_id,
        'product' as interval_level,
        item_id as member,
        1 as level_position
    from products

    union all

    select
        product_id,
        'category' as interval_level,
        category as member,
        2 as level_position
    from products

    union all

    select
        product_id,
        'all' as interval_level,
        'all' as member,
        3 as level_position
    from products

),

-- The narrowest level of which enough customers bought again.
numbered as (

    select
        product_levels.product_id,
        product_levels.interval_level,
        level_sums.buyer_count,
        level_sums.rebuyer_count,
        level_sums.weight,
        level_sums.log_gap,
        level_sums.square_log_gap,
        row_number() over (
            partition by product_levels.product_id
            order by product_levels.level_position asc
        ) as level_number
    from product_levels
    inner join level_sums
        on product_levels.interval_level = level_sums.interval_level
        and product_levels.member = level_sums.member
    cross join rules
    where level_sums.rebuyer_count >= rules.fewest_rebuyers
        and level_sums.weight > 0

),

final as (

    select
        product_id,
        interval_level,
        round(log_gap / weight, 9) as log_interval,
        round(
            greatest(
                square_log_gap / weight - (log_gap / weight) * (log_gap / weight), 0
            ), 9
        ) as log_variance,
        round({{ share('rebuyer_count', 'buyer_count') }}, 9) as rebuyer_share
    from numbered
    where level_number = 1

)

select * from final
