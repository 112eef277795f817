with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

offered as (

    select distinct order_id
    from order_lines
    where quantity > 0 and (offer_id is not null or discount_amount > 0)

),

judged as (

    select
        orders.customer_id,
        orders.net_amount,
        coalesce(orders.discount_amount > 0, false)
        or orders.coupon_code is not null
        or offered.order_id is not null as is_deal
    from orders
    cross join as_of
    left join offered
        on orders.order_id = offered.order_id
    where orders.order_date <= as_of.as_of_date

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
