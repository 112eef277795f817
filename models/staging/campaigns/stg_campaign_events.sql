with

records as (

    select * from {{ ref('base_campaign_events') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

channels as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'channel'

),

event_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'campaign_event_type'

),

{{ current_versions('campaign_events') }},

final as (

    select
        versions.source_system,
        {{ public_id('event_id') }} as event_id,
        {{ public_id('campaign_id') }} as campaign_id,
        {{ contact_reference('campaign_events', 'event_id') }} as contact_id,
        {{ public_id('message_id') }} as message_id,
        versions.email,
        versions.phone,
        lower(versions.identifier_type) as identifier_type,
        versions.identifier_value,
        versions.variant,
        {{ listed_value('versions.channel', 'channels') }} as channel,
        {{ listed_value('versions.event_type', 'event_types') }} as event_type,
        versions.detail,
        versions.occurred_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join channels
        on lower(versions.channel) = channels.synonym
    left join event_types
        on lower(versions.event_type) = event_types.synonym

)

select * from final
