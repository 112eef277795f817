-- The four cells of each pair, and what they would hold if the two items had nothing to
-- do with each other.
with

pairs as (

    select * from {{ ref('int_item_pairs') }}

),

items as (

    select * from {{ ref('int_frequent_items') }}

),

floors as (

    select * from {{ ref('int_affinity_floors') }}

),

counted as (

    select
        pairs.level_position,
        pairs.first_item_key,
        pairs.second_item_key,
        first_items.level_item_count,
        cast(floors.basket_count as double) as baskets,
        cast(first_items.basket_count as double) as firsts,
        cast(second_items.basket_count as double) as seconds,
        cast(pairs.pair_basket_count as double) as pairs
    from pairs
    inner join items as first_items
        on pairs.first_item_key = first_items.item_key
    inner join items as second_items
        on pairs.second_item_key = second_items.item_key
    cross join floors

),

final as (

    select
        level_position,
        first_item_key,
        second_item_key,
        level_item_count,
        baskets,
        firsts,
        seconds,
        pairs,
        firsts - pairs as only_firsts,
        seconds - pairs as only_seconds,
        baskets - firsts - seconds + pairs as neithers,
        firsts * seconds / baskets as expected_pairs,
        firsts * (baskets - seconds) / baskets as expected_only_firsts,
        (baskets - firsts) * seconds / baskets as expected_only_seconds,
        (baskets - firsts) * (baskets - seconds) / baskets as expected_neithers
    from counted

)

select * from final
