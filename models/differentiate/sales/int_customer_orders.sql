with

orders as (

    select * from {{ ref('stg_orders') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

-- An account that is a customer stands before the person who ordered for it.
owned as (

    select
        orders.order_id,
        coalesce(accounts.customer_id, contacts.customer_id) as customer_id,
        orders.order_date,
        orders.order_status,
        orders.net_amount,
        orders.order_status = 'completed' as is_in_revenue,
        orders.ordered_at
    from orders
    left join accounts
        on orders.account_id = accounts.account_id
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
        customer_id is not null as has_customer,
        is_in_revenue,
        customer_id is not null and is_in_revenue and net_amount >= 0 as is_purchase,
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
