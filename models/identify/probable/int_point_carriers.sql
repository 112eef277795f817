-- A name makes known, and so does an identifier of which a person has one. A mailbox
-- without digits is a name that many people have, and the phone of a record without
-- a real name is often that of the till.
with

points as (

    select * from {{ ref('int_telling_points') }}

),

names as (

    select * from {{ ref('int_comparable_names') }}

),

components as (

    select * from {{ ref('int_person_components') }}

),

marks as (

    select * from {{ ref('int_contact_marks') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}
    where is_unique

),

numbered_contacts as (

    select distinct marks.node
    from marks
    inner join identifier_types
        on marks.mark_type = identifier_types.identifier_type

),

terms as (

    select
        contact_id,
        identifier_type,
        case
            when identifier_type = 'phone' then identifier_key
            else {{ mailbox_key('identifier_key') }}
        end as term,
        known_at
    from points

),

carriers as (

    select
        terms.contact_id,
        coalesce(cast(components.component as string), terms.contact_id) as person,
        case
            when terms.identifier_type = 'phone' and names.has_dummy_name then null
            when terms.identifier_type = 'phone' then 'phone'
            when length({{ replace_pattern('terms.term', '[^0-9]', '') }}) >= 2
                then 'mailbox'
        end as level,
        terms.term,
        case
            when names.has_given_name
                or names.has_family_name
                or numbered_contacts.node is not null
                then 1
            else 0
        end as is_named,
        terms.known_at
    from terms
    inner join names
        on terms.contact_id = names.contact_id
    left join components
        on terms.contact_id = components.node
    left join numbered_contacts
        on terms.contact_id = numbered_contacts.node

),

persons as (

    select
        contact_id,
        person,
        level,
        term,
        max(is_named) over (partition by person) = 1 as is_known,
        known_at
    from carriers

),

final as (

    select
        contact_id,
        person,
        level,
        term,
        is_known,
        known_at
    from persons
    where level is not null

)

select * from final
