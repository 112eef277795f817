with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

costed_lines as (

    select
        order_id,
        case when {{ is_product_line('line_type') }} then cost_amount else 0 end
            as cost_amount
    from order_lines

),

totals as (

    select
        order_id,
        count(*) as line_count,
        count(cost_amount) as costed_line_count,
        sum(cost_amount) as cost_amount
    from costed_lines
    group by order_id

),

-- A sum that misses a line's cost would be taken for the whole cost.
final as (

    select
        order_id,
        cast(cost_amount as decimal(18, 2)) as cost_amount
    from totals
    where costed_line_count = line_count

)

select * from final
