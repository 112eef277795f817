with

contacts as (

    select * from {{ ref('stg_contacts') }}

),

identifiers as (

    select * from {{ ref('stg_contact_identifiers') }}

),

mentions as (

    select * from {{ ref('int_contact_mentions') }}

),

sightings as (

    select
        contact_id,
        source_system,
        true as is_listed,
        least(created_at, updated_at, first_recorded_at) as first_seen_at,
        greatest(created_at, updated_at, recorded_at) as last_seen_at,
        first_recorded_at as known_at
    from contacts

    union all

    select
        contact_id,
        source_system,
        false as is_listed,
        least(seen_at, first_recorded_at) as first_seen_at,
        coalesce(seen_at, recorded_at) as last_seen_at,
        first_recorded_at as known_at
    from identifiers

    union all

    select
        contact_id,
        source_system,
        false as is_listed,
        seen_at as first_seen_at,
        seen_at as last_seen_at,
        known_at
    from mentions

),

final as (

    select
        contact_id,
        source_system,
        substr(contact_id, length(source_system) + 1, 7) = ':guest:' as is_guest,
        max(case when is_listed then 1 else 0 end) = 1 as is_listed,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at,
        min(known_at) as known_at
    from sightings
    group by contact_id, source_system

)

select * from final
