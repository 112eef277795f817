with

basket_items as (

    select * from {{ ref('int_basket_items') }}

),

baskets as (

    select * from {{ ref('int_baskets') }}

),

timed_pairs as (

    select * from {{ ref('int_timed_pairs') }}

),

timed_items as (

    select first_item_key as item_key
    from timed_pairs

    union distinct

    select second_item_key as item_key
    from timed_pairs

),

final as (

    select
        baskets.customer_key,
        basket_items.item_key,
        min(baskets.order_date) as first_date,
        max(baskets.order_date) as last_date
    from basket_items
    inner join timed_items
        on basket_items.item_key = timed_items.item_key
    inner join baskets
        on basket_items.basket_key = baskets.basket_key
    group by baskets.customer_key, basket_items.item_key

)

select * from final
