-- A guest is somebody only by a value that can stand for a person, or by a decision.
with

contacts as (

    select * from {{ ref('int_contacts') }}

),

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

identified as (

    select distinct identifiers.contact_id
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    where identifier_values.verdict != 'blocklisted'

),

final as (

    select
        contacts.contact_id,
        contacts.source_system,
        contacts.is_guest,
        contacts.first_seen_at,
        contacts.last_seen_at,
        contacts.known_at
    from contacts
    left join identified
        on contacts.contact_id = identified.contact_id
    left join components
        on contacts.contact_id = components.node
    where not contacts.is_guest
        or identified.contact_id is not null
        or components.node is not null

)

select * from final
