with

sightings as (

    select * from {{ ref('int_contact_sightings') }}

),

contacts as (

    select * from {{ ref('stg_contacts') }}

),

stated_names as (

    select * from {{ ref('int_stated_names') }}

),

final as (

    select
        sightings.contact_id,
        sightings.source_system,
        contacts.given_name,
        contacts.family_name,
        contacts.full_name,
        coalesce(
            {{ name_key('contacts.given_name') }},
            {{ name_key('stated_names.given_name') }}
        ) as given_name_key,
        coalesce(
            {{ name_key('contacts.family_name') }},
            {{ name_key('stated_names.family_name') }}
        ) as family_name_key,
        contacts.email,
        contacts.phone,
        contacts.birth_date,
        contacts.gender,
        contacts.address_line,
        contacts.city,
        contacts.region,
        contacts.postal_code,
        contacts.country_code,
        contacts.language_code,
        contacts.customer_type,
        coalesce(stated_names.has_dummy_name, false) as has_dummy_name,
        sightings.is_guest and not sightings.is_listed as is_guest,
        sightings.first_seen_at,
        sightings.last_seen_at,
        sightings.known_at,
        contacts.first_recorded_at as record_known_at,
        coalesce(contacts.updated_at, contacts.created_at, contacts.recorded_at)
            as stated_at
    from sightings
    left join contacts
        on sightings.contact_id = contacts.contact_id
    left join stated_names
        on contacts.contact_id = stated_names.contact_id

)

select * from final
