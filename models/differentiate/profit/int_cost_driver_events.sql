{{ config(materialized='view') }}

with

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

interactions as (

    select * from {{ ref('stg_interactions') }}

),

campaign_events as (

    select * from {{ ref('stg_campaign_events') }}

),

campaigns as (

    select * from {{ ref('stg_campaigns') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

final as (

    {% for driver, day, condition in [
        ('order', 'order_date', 'true'),
        ('completed_order', 'order_date', 'is_in_revenue'),
        (
            'delivered_order',
            'greatest(order_date, ' ~ business_date('delivered_at') ~ ')',
            'is_in_revenue and coalesce(delivery_method, cast(delivered_at as string))'
            ~ ' is not null',
        ),
    ] %}
    select
        '{{ driver }}' as driver,
        customer_id,
        {{ day }} as driver_date,
        lower(sales_channel) as channel,
        campaign_id
    from orders
    where {{ condition }}

    union all

    {% endfor %}
    select
        'return' as driver,
        returns.customer_id,
        returns.return_date as driver_date,
        lower(orders.sales_channel) as channel,
        orders.campaign_id
    from returns
    left join orders
        on returns.order_id = orders.order_id

    union all

    select
        'interaction' as driver,
        coalesce(accounts.customer_id, contacts.customer_id) as customer_id,
        {{ business_date('interactions.started_at') }} as driver_date,
        interactions.channel,
        interactions.campaign_id
    from interactions
    left join accounts
        on interactions.account_id = accounts.account_id
    left join contacts
        on interactions.contact_id = contacts.contact_id
    where not interactions.is_automated
        and coalesce(interactions.direction, 'other') != 'internal'

    union all

    select
        'sent_message' as driver,
        contacts.customer_id,
        {{ business_date('campaign_events.occurred_at') }} as driver_date,
        coalesce(campaign_events.channel, campaigns.channel) as channel,
        campaign_events.campaign_id
    from campaign_events
    left join campaigns
        on campaign_events.campaign_id = campaigns.campaign_id
    left join contacts
        on campaign_events.contact_id = contacts.contact_id
    where campaign_events.event_type = 'sent'

    union all

    select
        'acquired_customer' as driver,
        customer_id,
        {{ business_date('acquired_at') }} as driver_date,
        lower(acquisition_channel) as channel,
        cast(null as string) as campaign_id
    from customers
    where customer_kind != 'visitor' and acquired_at is not null

)

select * from final
