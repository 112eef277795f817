-- The number of a value is counted from a contact that carries it: a hash of the value
-- itself could be guessed, and reviews are published without it.
with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}
    where verdict != 'ok'
        and contact_count + guest_count > 1

),

carriers as (

    select
        identifiers.identifier_type,
        identifiers.identifier_key,
        min(identifiers.contact_id) as contact_id
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    group by identifiers.identifier_type, identifiers.identifier_key

),

final as (

    select
        identifier_values.identifier_type,
        identifier_values.identifier_key,
        identifier_values.verdict,
        carriers.contact_id,
        cast(
            row_number() over (
                partition by carriers.identifier_type, carriers.contact_id
                order by carriers.identifier_key asc
            ) as bigint
        ) as value_number,
        identifier_values.contact_count,
        identifier_values.guest_count,
        identifier_values.surname_count
    from identifier_values
    inner join carriers
        on identifier_values.identifier_type = carriers.identifier_type
        and identifier_values.identifier_key = carriers.identifier_key

)

select * from final
