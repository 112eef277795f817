-- A name makes known, and so does an identifier of which a person has one. A mailbox
-- without digits is a name that many people have, and the phone of a record without
-- a real name is often that of the till.
with

points as (

    select * from {{ ref('int_comparable_points') }}

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

carriers as (

    select
        points.contact_id,
        coalesce(cast(components.component as string), points.contact_id) as person,
        case when not names.has_dummy_name then points.phone_key end as phone_key,
        case when length(points.mailbox_digits) >= 2 then points.mailbox_key end
            as mailbox_key,
        case
            when names.has_given_name
                or names.has_family_name
                or numbered_contacts.node is not null
                then 1
            else 0
        end as is_named,
        points.known_at
    from points
    inner join names
        on points.contact_id = names.contact_id
    left join components
        on points.contact_id = components.node
    left join numbered_contacts
        on points.contact_id = numbered_contacts.node

),

final as (

    select
        contact_id,
        person,
        phone_key,
        mailbox_key,
        max(is_named) over (partition by person) = 1 as is_known,
        known_at
    from carriers

)

select * from final
