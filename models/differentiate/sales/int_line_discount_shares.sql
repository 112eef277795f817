-- The lines need not carry the discount of their order. What they leave of it falls to
-- what was bought by its amount; and so much of it as the order is below its lines was
-- not taken off them yet.
with

orders as (

    select * from {{ ref('stg_orders') }}
    where discount_amount is not null

),

line_totals as (

    select * from {{ ref('int_order_line_totals') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

left_over as (

    select
        orders.order_id,
        orders.discount_amount - coalesce(line_totals.discount_amount, 0)
            as discount_amount,
        line_totals.net_amount - orders.net_amount as excess_amount,
        line_totals.priced_amount,
        line_totals.has_all_discounts
    from orders
    inner join line_totals
        on orders.order_id = line_totals.order_id

),

shared as (

    select
        order_id,
        priced_amount,
        greatest(discount_amount, 0) as discount_amount,
        greatest(least(discount_amount, excess_amount, priced_amount), 0)
            as price_cut_amount
    from left_over
    where discount_amount > 0 or not has_all_discounts

),

placed as (

    select
        order_lines.order_id,
        order_lines.line_number,
        shared.discount_amount,
        shared.price_cut_amount,
        100 * order_lines.net_amount as line_cents,
        100 * shared.priced_amount as order_cents,
        sum(100 * order_lines.net_amount) over (
            partition by order_lines.order_id
            order by order_lines.line_number asc
            rows between unbounded preceding and current row
        ) as cents_so_far
    from order_lines
    inner join shared
        on order_lines.order_id = shared.order_id
    where {{ is_product_line('order_lines.line_type') }}
        and order_lines.quantity > 0
        and order_lines.net_amount >= 0

),

-- Differences of what falls to all lines so far, so that the cents add up.
final as (

    select
        order_id,
        {% for amount in ['discount_amount', 'price_cut_amount'] %}
        cast(
            coalesce(
                {{ money_share(amount, 'cents_so_far', 'order_cents') }}
                - {{ money_share(
                    amount, '(cents_so_far - line_cents)', 'order_cents'
                ) }},
                0
            ) as decimal(18, 2)
        ) as {{ amount }},
        {% endfor %}
        line_number
    from placed

)

select * from final
