-- Each customer and category has one preferred row, with a share where any row has one.
with

shares as (

    select * from {{ ref('fct_share_of_wallet') }}

),

counted as (

    select
        customer_id,
        category,
        count(share_of_wallet) as share_count,
        sum(case when is_preferred then 1 else 0 end) as preferred_count,
        count(case when is_preferred then share_of_wallet end) as preferred_share_count
    from shares
    group by customer_id, category

),

final as (

    select *
    from counted
    where preferred_count != 1 or (share_count > 0 and preferred_share_count = 0)

)

select * from final
