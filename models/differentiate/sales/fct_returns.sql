with

returns as (

    select * from {{ ref('stg_returns') }}

),

orders as (

    select * from {{ ref('int_customer_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

-- What was never counted as sold is not counted as given back either.
owned as (

    select
        returns.*,
        coalesce(
            orders.customer_id, accounts.customer_id, contacts.customer_id
        ) as customer_id,
        coalesce(returns.product_id, order_lines.product_id) as returned_product_id,
        orders.order_id is not null as has_order,
        coalesce(orders.is_in_revenue, true) as is_in_revenue
    from returns
    left join orders
        on returns.order_id = orders.order_id
    left join order_lines
        on returns.order_id = order_lines.order_id
        and returns.line_number = order_lines.line_number
    left join accounts
        on returns.account_id = accounts.account_id
    left join contacts
        on returns.contact_id = contacts.contact_id

),

final as (

    select
        return_id,
        order_id,
        line_number,
        contact_id,
        customer_id,
        account_id,
        returned_product_id as product_id,
        store_id,
        return_date,
        source_system,
        reason,
        quantity,
        refund_amount,
        customer_id is not null as has_customer,
        has_order,
        is_in_revenue,
        returned_at
    from owned

)

select * from final
