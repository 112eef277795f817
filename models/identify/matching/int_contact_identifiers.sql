with

sightings as (

    select * from {{ ref('int_identifier_sightings') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}

),

mail_providers as (

    select * from {{ ref('mail_providers') }}

),

calling_codes as (

    select * from {{ ref('calling_codes') }}

),

typed as (

    select
        sightings.*,
        coalesce(identifier_types.normaliser, 'exact') as normaliser,
        {{ email_key('sightings.identifier_value') }} as address
    from sightings
    left join identifier_types
        on sightings.identifier_type = identifier_types.identifier_type

),

normalised as (

    select
        typed.contact_id,
        typed.identifier_type,
        typed.identifier_value,
        typed.seen_at,
        typed.known_at,
        case
            when typed.normaliser = 'email'
                then {{ canonical_email(
                    'typed.address',
                    'mail_providers.canonical_domain',
                    'mail_providers.drops_dots',
                    'mail_providers.drops_tag',
                ) }}
            when typed.normaliser = 'phone'
                then {{ phone_key(
                    'typed.identifier_value',
                    'calling_codes.calling_code',
                    'calling_codes.trunk_prefix',
                    'calling_codes.international_prefix',
                    'calling_codes.national_digits',
                ) }}
            when typed.normaliser = 'compact'
                then {{ compact_key('typed.identifier_value') }}
            else typed.identifier_value
        end as identifier_key
    from typed
    left join mail_providers
        on split_part(typed.address, '@', 2) = mail_providers.mail_domain
    left join calling_codes
        on typed.country_code = calling_codes.country_code

),

-- What has no key has no rank: DuckDB would work out the key twice to filter by it.
ranked as (

    select
        contact_id,
        identifier_type,
        identifier_key,
        identifier_value,
        min(seen_at) over (
            partition by contact_id, identifier_type, identifier_key
        ) as first_seen_at,
        seen_at as last_seen_at,
        min(known_at) over (
            partition by contact_id, identifier_type, identifier_key
        ) as known_at,
        case
            when identifier_key is not null
                then row_number() over (
                        partition by contact_id, identifier_type, identifier_key
                        order by seen_at desc nulls last, identifier_value asc
                    )
        end as value_rank
    from normalised

),

final as (

    select
        contact_id,
        identifier_type,
        identifier_key,
        identifier_value,
        first_seen_at,
        last_seen_at,
        known_at
    from ranked
    where value_rank = 1

)

select * from final
