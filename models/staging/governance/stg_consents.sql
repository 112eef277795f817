with

records as (

    select * from {{ ref('base_consents') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

channels as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'channel'

),

statuses as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'consent_status'

),

{{ current_versions('consents') }},

final as (

    select
        versions.source_system,
        {{ public_id('consent_id') }} as consent_id,
        {{ contact_reference('consents', 'consent_id') }} as contact_id,
        versions.email,
        versions.phone,
        lower(versions.identifier_type) as identifier_type,
        versions.identifier_value,
        {{ listed_value('versions.channel', 'channels') }} as channel,
        lower(versions.consent_purpose) as consent_purpose,
        {{ listed_value('versions.status', 'statuses') }} as status,
        lower(versions.legal_basis) as legal_basis,
        versions.evidence,
        versions.occurred_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join channels
        on lower(versions.channel) = channels.synonym
    left join statuses
        on lower(versions.status) = statuses.synonym

)

select * from final
