with

orders as (

    select * from {{ ref('stg_orders') }}

),

customer_orders as (

    select * from {{ ref('int_customer_orders') }}

),

line_totals as (

    select * from {{ ref('int_order_line_totals') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

refunds as (

    select
        order_id,
        cast(sum(refund_amount) as decimal(18, 2)) as refund_amount
    from returns
    where has_order
    group by order_id

),

valued as (

    select
        orders.*,
        customer_orders.customer_id,
        customer_orders.customer_order_number,
        customer_orders.has_customer,
        customer_orders.is_in_revenue,
        customer_orders.is_purchase,
        coalesce(refunds.refund_amount, cast(0 as decimal(18, 2))) as refund_amount,
        coalesce(
            orders.cost_amount,
            line_totals.cost_amount,
            case when orders.net_amount < 0 then cast(0 as decimal(18, 2)) end
        ) as known_cost_amount,
        greatest(orders.discount_amount, line_totals.discount_amount)
            as known_discount_amount,
        case
            when customer_orders.is_in_revenue
                then orders.net_amount - coalesce(refunds.refund_amount, 0)
            else 0
        end as revenue_amount
    from orders
    inner join customer_orders
        on orders.order_id = customer_orders.order_id
    left join line_totals
        on orders.order_id = line_totals.order_id
    left join refunds
        on orders.order_id = refunds.order_id

),

final as (

    select
        order_id,
        customer_id,
        contact_id,
        account_id,
        store_id,
        salesperson_id,
        campaign_id,
        session_id,
        origin_order_id,
        order_date,
        source_system,
        order_status,
        currency_code,
        sales_channel,
        coupon_code,
        payment_method,
        delivery_method,
        ship_postal_code,
        ship_region,
        ship_country_code,
        cast(customer_order_number as bigint) as customer_order_number,
        cast(net_amount + known_discount_amount as decimal(18, 2)) as list_amount,
        known_discount_amount as discount_amount,
        net_amount,
        shipping_amount,
        tax_amount,
        total_amount,
        refund_amount,
        cast(revenue_amount as decimal(18, 2)) as revenue_amount,
        known_cost_amount as cost_amount,
        cast(
            case when is_in_revenue then revenue_amount - known_cost_amount end
            as decimal(18, 2)
        ) as margin_amount,
        has_customer,
        is_in_revenue,
        is_purchase,
        coalesce(customer_order_number = 1, false) as is_first_order,
        ordered_at,
        payment_due_at,
        paid_at,
        promised_at,
        delivered_at,
        cancelled_at
    from valued

)

select * from final
