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

blocked_values as (

    select * from {{ ref('int_doubtful_values') }}
    where verdict = 'blocked'

),

stated_attributes as (

    select
        contact_id as node,
        'person' as mark_type,
        'birth' as attribute_group,
        cast(birth_date as string) as judged_value,
        cast(birth_date as string)
        || ' ' || coalesce(case when not has_dummy_name then given_name_key end, '')
        || ' ' || coalesce(case when not has_dummy_name then family_name_key end, '')
            as mark_value
    from contacts
    where birth_date is not null

    union all

    select
        contact_id as node,
        'family_name' as mark_type,
        'name_part' as attribute_group,
        family_name_key as judged_value,
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
    left join blocked_values
        on stated_attributes.attribute_group = blocked_values.attribute_group
        and stated_attributes.judged_value = blocked_values.value_key
    where blocked_values.value_key is null

)

select * from final
