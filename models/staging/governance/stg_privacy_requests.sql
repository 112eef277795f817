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

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('privacy_requests') }}
            order by {{ version_order('privacy_requests') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
        versions.recorded_at
    from versions
    left join kinds
        on lower(versions.kind) = kinds.synonym
    where versions.version_rank = 1

)

select * from final
