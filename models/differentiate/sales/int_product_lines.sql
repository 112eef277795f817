-- What a line cost the customer is its net amount less what it bears of a discount that
-- only the order knows.
with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

discount_shares as (

    select * from {{ ref('int_line_discount_shares') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

final as (

    select
        order_lines.order_id,
        order_lines.customer_id,
        order_lines.product_id,
        order_lines.offer_id,
        order_lines.order_date,
        order_lines.quantity,
        order_lines.list_amount,
        case
            when discount_shares.order_id is null then order_lines.discount_amount
            else
                cast(
                    coalesce(order_lines.discount_amount, 0)
                    + discount_shares.discount_amount as decimal(18, 2)
                )
        end as discount_amount,
        cast(
            order_lines.net_amount - coalesce(discount_shares.price_cut_amount, 0)
            as decimal(18, 2)
        ) as net_amount,
        order_lines.cost_amount,
        order_lines.has_customer
    from order_lines
    cross join as_of
    left join discount_shares
        on order_lines.order_id = discount_shares.order_id
        and order_lines.line_number = discount_shares.line_number
    where order_lines.is_in_revenue
        and not order_lines.is_removed
        and {{ is_product_line('order_lines.line_type') }}
        and order_lines.order_date <= as_of.as_of_date

)

select * from final
