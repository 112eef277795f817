with

basket_items as (

    select * from {{ ref('int_basket_items') }}

),

floors as (

    select * from {{ ref('int_affinity_floors') }}

),

counted as (

    select
        level_position,
        item_key,
        count(*) as basket_count
    from basket_items
    group by level_position, item_key

),

final as (

    select
        counted.level_position,
        counted.item_key,
        counted.basket_count,
        count(*) over (partition by counted.level_position) as level_item_count
    from counted
    cross join floors
    where counted.basket_count >= floors.item_floor_count

)

select * from final
