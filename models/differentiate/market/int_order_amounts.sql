-- Orders, and what their product lines leave of them: that is of no product, so that
-- the products add up to the orders.
with

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

sale_lines as (

    select * from {{ ref('int_sale_lines') }}

),

totals as (

    select
        order_number,
        sum(quantity) as quantity,
        sum(net_amount) as net_amount,
        sum(list_amount) as list_amount,
        sum(costed_net_amount) as costed_net_amount,
        sum(cost_amount) as cost_amount,
        sum(average_price_amount) as average_price_amount,
        sum(constant_price_amount) as constant_price_amount,
        max(case when has_offer then 1 else 0 end) as offer_count
    from sale_lines
    group by order_number

),

joined as (

    select
        sale_orders.order_number,
        sale_orders.buyer_key,
        sale_orders.repeat_buyer_key,
        sale_orders.order_date,
        sale_orders.month_start_date,
        coalesce(totals.quantity, 0) as quantity,
        sale_orders.list_amount,
        sale_orders.net_amount,
        case when sale_orders.cost_amount is null then 0 else sale_orders.net_amount end
            as costed_revenue_amount,
        coalesce(sale_orders.cost_amount, 0) as cost_amount,
        {% for price in ['average_price', 'constant_price'] %}
        case
            when sale_orders.buyer_key is null then 0
            else
                sale_orders.net_amount
                + coalesce(totals.{{ price }}_amount - totals.net_amount, 0)
        end as {{ price }}_amount,
        {% endfor %}
        coalesce(totals.list_amount, 0) as line_list_amount,
        coalesce(totals.net_amount, 0) as line_net_amount,
        coalesce(totals.costed_net_amount, 0) as line_costed_net_amount,
        coalesce(totals.cost_amount, 0) as line_cost_amount,
        totals.order_number is not null as has_lines,
        coalesce(totals.offer_count = 1, false) as has_offer
    from sale_orders
    left join totals
        on sale_orders.order_number = totals.order_number

),

rests as (

    select
        *,
        list_amount - line_list_amount as rest_list_amount,
        net_amount - line_net_amount as rest_net_amount,
        costed_revenue_amount - line_costed_net_amount as rest_costed_revenue_amount,
        cost_amount - line_cost_amount as rest_cost_amount
    from joined

),

final as (

    select
        order_number,
        buyer_key,
        repeat_buyer_key,
        order_date,
        month_start_date,
        cast(quantity as decimal(18, 4)) as quantity,
        {% for measure in [
            'list', 'net', 'costed_revenue', 'cost', 'average_price', 'constant_price',
            'rest_list', 'rest_net', 'rest_costed_revenue', 'rest_cost',
        ] %}
        cast({{ measure }}_amount as decimal(18, 2)) as {{ measure }}_amount,
        {% endfor %}
        not has_lines
        or rest_list_amount != 0
        or rest_net_amount != 0
        or rest_costed_revenue_amount != 0
        or rest_cost_amount != 0 as has_rest,
        has_offer
    from rests

)

select * from final
