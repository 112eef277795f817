-- What was bought in a category in the window is all there, and no cent is added.
with

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

shares as (

    select * from {{ ref('fct_share_of_wallet') }}

),

movements as (

    select
        customer_id,
        category,
        window_revenue_amount as amount
    from category_spend
    where category is not null

    union all

    select
        customer_id,
        category,
        -spend_amount as amount
    from shares
    where is_preferred

),

totals as (

    select
        customer_id,
        category,
        sum(amount) as difference_amount
    from movements
    group by customer_id, category

),

final as (

    select *
    from totals
    where difference_amount != 0

)

select * from final
