with

orders as (

    select * from {{ ref('stg_orders') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

line_totals as (

    select
        order_id,
        min(line_number) as lowest_line_number,
        sum(
            case
                when {{ adds_to_order('line_type') }} then net_amount
                else 0
            end
        ) as net_amount
    from order_lines
    group by order_id

),

differences as (

    select
        line_totals.order_id,
        line_totals.lowest_line_number,
        cast(orders.net_amount - line_totals.net_amount as decimal(18, 2)) as net_amount
    from line_totals
    inner join orders
        on line_totals.order_id = orders.order_id

),

-- Line number 0, or below the lowest where the source itself counts from 0.
final as (

    select
        order_id,
        least(lowest_line_number, 1) - 1 as line_number,
        net_amount
    from differences
    where net_amount != 0

)

select * from final
