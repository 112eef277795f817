{{ config(materialized='view') }}

with

sessions as (

    select * from {{ ref('stg_sessions') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

campaigns as (

    select * from {{ ref('stg_campaigns') }}

),

interactions as (

    select * from {{ ref('stg_interactions') }}

),

final as (

    select
        'session' as evidence_kind,
        contact_id,
        cast(null as string) as account_id,
        channel_group as channel,
        started_at as evidence_at
    from sessions
    where channel_group is not null

    union all

    select
        'campaign' as evidence_kind,
        orders.contact_id,
        orders.account_id,
        campaigns.channel,
        orders.ordered_at as evidence_at
    from orders
    inner join campaigns
        on orders.campaign_id = campaigns.campaign_id
    where campaigns.channel is not null

    union all

    select
        'order' as evidence_kind,
        contact_id,
        account_id,
        lower(sales_channel) as channel,
        ordered_at as evidence_at
    from orders
    where sales_channel is not null

    union all

    select
        'interaction' as evidence_kind,
        contact_id,
        account_id,
        channel,
        started_at as evidence_at
    from interactions
    where channel is not null

)

select * from final
