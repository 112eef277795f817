with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

-- The discount of an order need not be known where that of its lines is.
deal_lines as (

    select distinct order_id
    from order_lines
    where is_in_revenue
        and has_customer
        and {{ is_product_line('line_type') }}
        and quantity > 0
        and (discount_amount > 0 or offer_id is not null)

),

judged as (

    select
        orders.customer_id,
        orders.net_amount,
        coalesce(orders.discount_amount > 0, false)
        or orders.coupon_code is not null
        or deal_lines.order_id is not null as is_deal
    from orders
    left join deal_lines
        on orders.order_id = deal_lines.order_id

),

final as (

    select
        customer_id,
        count(*) as purchase_count,
        count(case when is_deal then 1 end) as deal_purchase_count,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(case when is_deal then net_amount else 0 end) as decimal(18, 2))
            as deal_net_amount
    from judged
    group by customer_id

)

select * from final
