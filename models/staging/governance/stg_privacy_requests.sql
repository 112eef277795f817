with

records as (

    select * from {{ ref('base_privacy_requests') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

kinds as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'privacy_request_kind'

),

{{ current_versions('privacy_requests') }},

final as (

    select
        versions.source_system,
        {{ public_id('request_id') }} as request_id,
        {{ contact_reference('privacy_requests', 'request_id') }} as contact_id,
        versions.email,
        versions.phone,
        lower(versions.identifier_type) as identifier_type,
        versions.identifier_value,
        {{ listed_value('versions.kind', 'kinds') }} as kind,
        versions.requested_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join kinds
        on lower(versions.kind) = kinds.synonym

)

select * from final
