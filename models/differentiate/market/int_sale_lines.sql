-- Purchases are valued at the average prices of the company too: those of their month
-- and those of the same month of last year. A product that was not sold then, and a
-- line without a price, is taken to cost what it costs now.
with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

product_prices as (

    select * from {{ ref('int_product_prices') }}

),

priced as (

    select
        sale_orders.order_number,
        sale_orders.buyer_number,
        sale_orders.order_date,
        sale_orders.month_start_date,
        order_lines.product_id,
        order_lines.quantity,
        order_lines.net_amount,
        order_lines.net_amount + coalesce(order_lines.discount_amount, 0)
            as list_amount,
        case
            when sale_orders.cost_amount is not null then order_lines.cost_amount
        end as cost_amount,
        case
            when order_lines.quantity > 0 and order_lines.net_amount > 0
                then product_prices.average_price
        end as average_price,
        coalesce(product_prices.last_year_price, product_prices.average_price)
            as constant_price,
        order_lines.offer_id is not null as has_offer
    from order_lines
    inner join sale_orders
        on order_lines.order_id = sale_orders.order_id
    left join product_prices
        on order_lines.product_id = product_prices.product_id
        and sale_orders.month_start_date = product_prices.month_start_date
    where {{ is_product_line('order_lines.line_type') }}

),

final as (

    select
        order_number,
        buyer_number,
        order_date,
        month_start_date,
        product_id,
        coalesce(quantity, 0) as quantity,
        net_amount,
        cast(list_amount as decimal(18, 2)) as list_amount,
        case when cost_amount is null then 0 else net_amount end as costed_net_amount,
        coalesce(cost_amount, 0) as cost_amount,
        case
            when average_price is null then net_amount
            else {{ money_product('quantity', 'average_price') }}
        end as average_price_amount,
        case
            when average_price is null then net_amount
            else {{ money_product('quantity', 'constant_price') }}
        end as constant_price_amount,
        has_offer
    from priced

)

select * from final
