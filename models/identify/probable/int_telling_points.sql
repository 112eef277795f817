-- What stands for nobody, for a role or for a crowd says nothing about a person.
with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

final as (

    select
        identifiers.contact_id,
        identifiers.identifier_type,
        identifiers.identifier_key,
        identifiers.known_at
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    where identifier_values.verdict = 'ok'
        and identifiers.identifier_type in ('email', 'phone')

)

select * from final
