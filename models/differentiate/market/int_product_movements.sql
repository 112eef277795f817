-- What the product lines do not explain of an order is of no product, so that the
-- products add up to the orders.
with

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

sale_lines as (

    select * from {{ ref('int_sale_lines') }}

),

line_totals as (

    select * from {{ ref('int_sale_line_totals') }}

),

returns as (

    select * from {{ ref('int_sale_refunds') }}

),

rests as (

    select
        sale_orders.order_number,
        sale_orders.buyer_number,
        sale_orders.month_start_date,
        sale_orders.list_amount - coalesce(line_totals.list_amount, 0) as list_amount,
        sale_orders.net_amount - coalesce(line_totals.net_amount, 0) as net_amount,
        case when sale_orders.cost_amount is null then 0 else sale_orders.net_amount end
        - coalesce(line_totals.costed_net_amount, 0) as costed_revenue_amount,
        coalesce(sale_orders.cost_amount, 0) - coalesce(line_totals.cost_amount, 0)
            as cost_amount,
        line_totals.order_number is null as is_whole
    from sale_orders
    left join line_totals
        on sale_orders.order_number = line_totals.order_number

),

final as (

    select
        month_start_date,
        product_id,
        order_number,
        buyer_number,
        quantity,
        list_amount,
        net_amount,
        cast(0 as decimal(18, 2)) as refund_amount,
        costed_net_amount as costed_revenue_amount,
        cost_amount,
        case when buyer_number is null then 0 else average_price_amount end
            as average_price_amount,
        case when buyer_number is null then 0 else constant_price_amount end
            as constant_price_amount
    from sale_lines

    union all

    select
        month_start_date,
        cast(null as string) as product_id,
        order_number,
        buyer_number,
        0 as quantity,
        list_amount,
        net_amount,
        0 as refund_amount,
        costed_revenue_amount,
        cost_amount,
        case when buyer_number is null then 0 else net_amount end
            as average_price_amount,
        case when buyer_number is null then 0 else net_amount end
            as constant_price_amount
    from rests
    where is_whole
        or list_amount != 0
        or net_amount != 0
        or costed_revenue_amount != 0
        or cost_amount != 0

    union all

    select
        month_start_date,
        product_id,
        cast(null as bigint) as order_number,
        cast(null as bigint) as buyer_number,
        0 as quantity,
        0 as list_amount,
        0 as net_amount,
        refund_amount,
        case when is_costed then -refund_amount else 0 end as costed_revenue_amount,
        0 as cost_amount,
        0 as average_price_amount,
        0 as constant_price_amount
    from returns

)

select * from final
