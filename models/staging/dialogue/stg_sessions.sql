with

records as (

    select * from {{ ref('base_sessions') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ current_versions('sessions') }},

final as (

    select
        source_system,
        {{ public_id('session_id') }} as session_id,
        {{ contact_reference('sessions', 'session_id') }} as contact_id,
        {{ public_id('campaign_id') }} as campaign_id,
        {{ public_id('order_id') }} as order_id,
        email,
        phone,
        lower(identifier_type) as identifier_type,
        identifier_value,
        lower(channel_group) as channel_group,
        lower(source) as source,
        lower(medium) as medium,
        landing_page,
        lower(device_type) as device_type,
        search_text,
        page_count,
        started_at,
        recorded_at,
        first_recorded_at
    from versions

)

select * from final
