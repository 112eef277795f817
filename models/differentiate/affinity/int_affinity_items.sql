with

frequent_items as (

    select * from {{ ref('int_frequent_items') }}

),

product_items as (

    select * from {{ ref('int_product_items') }}

),

margins as (

    select * from {{ ref('int_item_margins') }}

),

named as (

    select distinct
        item_key,
        level,
        item_id
    from product_items

),

final as (

    select
        frequent_items.item_key,
        named.level,
        named.item_id,
        frequent_items.basket_count,
        margins.line_margin_amount
    from frequent_items
    inner join named
        on frequent_items.item_key = named.item_key
    left join margins
        on frequent_items.item_key = margins.item_key

)

select * from final
