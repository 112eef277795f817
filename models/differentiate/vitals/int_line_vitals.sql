with

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

line_sums as (

    select
        order_id,
        sum(
            case
                when line_type in ('goods', 'service', 'adjustment') then net_amount
                else 0
            end
        ) as net_amount
    from order_lines
    group by order_id

),

gaps as (

    select coalesce(sum(abs(orders.net_amount - line_sums.net_amount)), 0) as gap_amount
    from line_sums
    inner join orders
        on line_sums.order_id = orders.order_id

),

line_totals as (

    select
        count(order_lines.product_id) as product_line_count,
        count(case when not products.is_in_catalogue then 1 end)
            as uncatalogued_line_count,
        sum(
            case when order_lines.is_derived then abs(order_lines.net_amount) else 0 end
        ) as derived_amount,
        sum(abs(order_lines.net_amount)) as line_amount
    from order_lines
    left join products
        on order_lines.product_id = products.product_id

),

final as (

    select
        cast(gaps.gap_amount as double) as line_amount_difference,
        {{ share('line_totals.derived_amount', 'line_totals.line_amount') }}
            as derived_adjustment_share,
        {{ share(
            'line_totals.uncatalogued_line_count', 'line_totals.product_line_count'
        ) }} as uncatalogued_line_share
    from line_totals
    cross join gaps

)

select * from final
