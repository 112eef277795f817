-- Frequent items first: a pair is no more frequent than its rarer item (Agrawal and
-- Srikant 1994).
with

basket_items as (

    select * from {{ ref('int_basket_items') }}

),

items as (

    select * from {{ ref('int_frequent_items') }}

),

floors as (

    select * from {{ ref('int_affinity_floors') }}

),

-- Basket and level as one number: the largest join has one key.
frequent_basket_items as (

    select
        cast(basket_items.basket_key as bigint) * 8 + basket_items.level_position
            as level_basket_key,
        basket_items.level_position,
        basket_items.item_key
    from basket_items
    inner join items
        on basket_items.item_key = items.item_key

),

counted as (

    select
        max(first_items.level_position) as level_position,
        first_items.item_key as first_item_key,
        second_items.item_key as second_item_key,
        count(*) as pair_basket_count
    from frequent_basket_items as first_items
    inner join frequent_basket_items as second_items
        on first_items.level_basket_key = second_items.level_basket_key
        and first_items.item_key < second_items.item_key
    group by first_items.item_key, second_items.item_key

),

final as (

    select
        counted.level_position,
        counted.first_item_key,
        counted.second_item_key,
        counted.pair_basket_count
    from counted
    cross join floors
    where counted.pair_basket_count >= floors.pair_floor_count

)

select * from final
