with

basket_sizes as (

    select * from {{ ref('int_basket_sizes') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

counted as (

    select
        count(case when not is_left_out then basket_key end) as basket_count,
        count(case when is_left_out then basket_key end) as left_out_basket_count
    from basket_sizes

),

scaled as (

    select
        counted.basket_count,
        counted.left_out_basket_count,
        least(counted.basket_count / rules.floor_basket_count, 1) as floor_scale,
        rules.item_floor,
        rules.pair_floor,
        rules.least_item_floor,
        rules.least_pair_floor
    from counted
    cross join rules

),

final as (

    select
        basket_count,
        left_out_basket_count,
        cast(greatest(
            ceil(round(item_floor * floor_scale, 6)), least_item_floor
        ) as bigint) as item_floor_count,
        cast(greatest(
            ceil(round(pair_floor * floor_scale, 6)), least_pair_floor
        ) as bigint) as pair_floor_count
    from scaled

)

select * from final
