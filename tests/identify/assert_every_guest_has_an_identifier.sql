-- A guest is a contact because of what its record names:
-- that must be among the identifiers.
with

sightings as (

    select * from {{ ref('int_contact_sightings') }}
    where is_guest and not is_listed

),

identifiers as (

    select distinct contact_id
    from {{ ref('int_identifier_sightings') }}

),

final as (

    select sightings.contact_id
    from sightings
    left join identifiers
        on sightings.contact_id = identifiers.contact_id
    where identifiers.contact_id is null

)

select * from final
