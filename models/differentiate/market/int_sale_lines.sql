-- Purchases are valued at the average prices of the company too: those of their month
-- and those of the same month of last year. A product that was not sold then, and a
-- line without a price, is taken to cost what it costs now.
with

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

prices as (

    select * from {{ ref('int_product_prices') }}

),

product_lines as (

    select
        order_id,
        product_id,
        quantity,
        net_amount,
        discount_amount,
        cost_amount,
        quantity > 0 and net_amount > 0 as is_priced,
        quantity > 0 and offer_id is not null as has_offer
    from order_lines

),

final as (

    select
        sale_orders.order_number,
        coalesce(prices.product_number, 0) as product_number,
        sale_orders.buyer_key,
        sale_orders.repeat_buyer_key,
        sale_orders.order_date,
        sale_orders.month_start_date,
        product_lines.quantity,
        product_lines.net_amount,
        cast(
            product_lines.net_amount + coalesce(product_lines.discount_amount, 0)
            as decimal(18, 2)
        ) as list_amount,
        case
            when sale_orders.cost_amount is null or product_lines.cost_amount is null
                then 0
            else product_lines.net_amount
        end as costed_net_amount,
        case
            when sale_orders.cost_amount is null then 0
            else coalesce(product_lines.cost_amount, 0)
        end as cost_amount,
        {% for price in ['average_price', 'constant_price'] %}
        case
            when product_lines.is_priced
                then coalesce(prices.{{ price }}_amount, product_lines.net_amount)
            else product_lines.net_amount
        end as {{ price }}_amount,
        {% endfor %}
        product_lines.has_offer
    from product_lines
    inner join sale_orders
        on product_lines.order_id = sale_orders.order_id
    left join prices
        on product_lines.product_id = prices.product_id
        and product_lines.quantity = prices.quantity
        and sale_orders.month_start_date = prices.month_start_date

)

select * from final
