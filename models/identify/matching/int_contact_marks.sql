-- What one customer cannot have too many of. A value that stands for nobody, for a
-- function or for a crowd says nothing of a person.
with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

limits as (

    select * from {{ ref('int_mark_limits') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

blocked_attributes as (

    select * from {{ ref('blocked_attributes') }}

),

stated_attributes as (

    select
        contact_id as node,
        'birth_date' as mark_type,
        'birth_date' as attribute,
        cast(birth_date as string) as mark_value
    from contacts
    where birth_date is not null

    union all

    select
        contact_id as node,
        'family_name' as mark_type,
        'name' as attribute,
        family_name_key as mark_value
    from contacts
    where family_name_key is not null

),

final as (

    select
        identifiers.contact_id as node,
        identifiers.identifier_type as mark_type,
        identifiers.identifier_key as mark_value
    from identifiers
    inner join limits
        on identifiers.identifier_type = limits.mark_type
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    where identifier_values.verdict = 'ok'

    union all

    select
        stated_attributes.node,
        stated_attributes.mark_type,
        stated_attributes.mark_value
    from stated_attributes
    inner join limits
        on stated_attributes.mark_type = limits.mark_type
    left join blocked_attributes
        on stated_attributes.attribute = blocked_attributes.attribute
        and stated_attributes.mark_value = blocked_attributes.attribute_key
    where blocked_attributes.attribute is null

)

select * from final
