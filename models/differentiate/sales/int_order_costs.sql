with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

totals as (

    select
        order_id,
        count(case when {{ is_product_line('line_type') }} then 1 end)
            as product_line_count,
        count(case when {{ is_product_line('line_type') }} then cost_amount end)
            as costed_line_count,
        count(case when line_type = 'other' then 1 end) as other_line_count,
        coalesce(
            sum(case when {{ is_product_line('line_type') }} then cost_amount end), 0
        ) as cost_amount
    from order_lines
    group by order_id

),

-- A sum that misses a line's cost would be taken for the whole cost, and a line of no
-- known type may have been goods.
final as (

    select
        order_id,
        cast(cost_amount as decimal(18, 2)) as cost_amount
    from totals
    where costed_line_count = product_line_count
        and (product_line_count > 0 or other_line_count = 0)

)

select * from final
