{{ config(materialized='view') }}

with

orders as (

    select * from {{ ref('int_current_orders') }}

),

statuses as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'order_status'

),

base_currency as (

    select * from {{ ref('int_base_currency') }}

),

counted as (

    select
        orders.*,
        upper(coalesce(orders.currency_code, base_currency.currency_code))
            as order_currency_code,
        case
            when orders.status is null then 'completed'
            else coalesce(statuses.list_value, 'other')
        end as order_status
    from orders
    cross join base_currency
    left join statuses
        on lower(orders.status) = statuses.synonym
    where orders.is_counted

),

final as (

    select
        source_system,
        {{ public_id('order_id') }} as order_id,
        {{ contact_reference('orders', 'order_id') }} as contact_id,
        {{ public_id('account_id') }} as account_id,
        {{ public_id('store_id') }} as store_id,
        {{ public_id('salesperson_id') }} as salesperson_id,
        {{ public_id('campaign_id') }} as campaign_id,
        {{ public_id('session_id') }} as session_id,
        origin_order_id,
        {{ business_date('ordered_at') }} as order_date,
        email,
        phone,
        lower(identifier_type) as identifier_type,
        identifier_value,
        order_status,
        order_currency_code as currency_code,
        sales_channel,
        coupon_code,
        payment_method,
        delivery_method,
        ship_postal_code,
        ship_region,
        upper(ship_country_code) as ship_country_code,
        rate_to_base,
        {{ in_base_currency('net_amount') }} as net_amount,
        {{ in_base_currency('discount_amount') }} as discount_amount,
        {{ in_base_currency('shipping_amount') }} as shipping_amount,
        {{ in_base_currency('tax_amount') }} as tax_amount,
        {{ in_base_currency('total_amount') }} as total_amount,
        {{ in_base_currency('cost_amount') }} as cost_amount,
        ordered_at,
        payment_due_at,
        paid_at,
        promised_at,
        delivered_at,
        cancelled_at,
        recorded_at,
        first_recorded_at
    from counted

)

select * from final
