with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

judged as (

    select
        *,
        {{ is_product_line('line_type') }} as is_product,
        {{ is_product_line('line_type') }} and quantity > 0 and net_amount > 0
            as is_priced
    from order_lines

),

totals as (

    select
        order_id,
        count(case when is_product then 1 end) as product_line_count,
        count(case when is_product then cost_amount end) as costed_line_count,
        count(case when is_product then discount_amount end) as discounted_line_count,
        count(case when line_type = 'other' then 1 end) as other_line_count,
        sum(case when is_product then cost_amount end) as cost_amount,
        sum(case when is_product then discount_amount end) as discount_amount,
        sum(case when is_product then net_amount end) as net_amount,
        sum(case when is_priced then net_amount end) as priced_amount
    from judged
    group by order_id

),

-- A sum that misses a line's cost would be taken for the whole cost, and a line of no
-- known type may have been goods.
final as (

    select
        order_id,
        cast(
            case
                when costed_line_count < product_line_count then null
                when product_line_count > 0 then cost_amount
                when other_line_count = 0 then 0
            end as decimal(18, 2)
        ) as cost_amount,
        cast(discount_amount as decimal(18, 2)) as discount_amount,
        cast(net_amount as decimal(18, 2)) as net_amount,
        cast(priced_amount as decimal(18, 2)) as priced_amount,
        discounted_line_count = product_line_count as has_all_discounts
    from totals

)

select * from final
