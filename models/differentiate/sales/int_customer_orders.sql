with

orders as (

    select * from {{ ref('stg_orders') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

owned as (

    select
        orders.order_id,
        contacts.customer_id,
        orders.order_date,
        orders.order_status,
        orders.net_amount,
        contacts.customer_id is not null as has_customer,
        orders.order_status = 'completed' as is_in_revenue,
        orders.ordered_at
    from orders
    left join contacts
        on orders.contact_id = contacts.contact_id

),

judged as (

    select
        order_id,
        customer_id,
        order_date,
        order_status,
        net_amount,
        has_customer,
        is_in_revenue,
        has_customer and is_in_revenue and net_amount >= 0 as is_purchase,
        ordered_at
    from owned

),

numbered as (

    select
        order_id,
        customer_id,
        order_date,
        order_status,
        net_amount,
        has_customer,
        is_in_revenue,
        is_purchase,
        row_number() over (
            partition by customer_id, is_purchase
            order by ordered_at asc, order_id asc
        ) as order_number
    from judged

),

final as (

    select
        order_id,
        customer_id,
        order_date,
        order_status,
        net_amount,
        case when is_purchase then order_number end as customer_order_number,
        has_customer,
        is_in_revenue,
        is_purchase
    from numbered

)

select * from final
