with

names as (

    select * from {{ ref('int_comparable_names') }}

),

points as (

    select * from {{ ref('int_comparable_points') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

components as (

    select * from {{ ref('int_strong_components') }}

),

blocked_dates as (

    select * from {{ ref('int_doubtful_values') }}
    where attribute_group = 'birth' and verdict = 'blocked'

),

attributes as (

    select
        names.contact_id,
        components.component,
        names.given_key,
        names.given_first_key,
        names.family_key,
        names.family_first_key,
        names.has_given_name,
        names.has_family_name,
        case
            when blocked_dates.value_key is null
                then cast(contacts.birth_date as string)
        end as birth_key,
        {{ name_key('contacts.gender') }} as gender_key,
        points.email_key,
        points.mailbox_key,
        points.mailbox_digits,
        points.phone_key,
        {{ street_name_key('contacts.address_line') }} as street_key,
        nullif({{ replace_pattern('contacts.address_line', '[^0-9]', '') }}, '')
            as house_key,
        {{ name_key('contacts.city') }} as city_key,
        {{ compact_key('contacts.postal_code') }} as postal_key,
        greatest(contacts.record_known_at, points.known_at) as known_at
    from names
    inner join contacts
        on names.contact_id = contacts.contact_id
    left join points
        on names.contact_id = points.contact_id
    left join components
        on names.contact_id = components.node
    left join blocked_dates
        on cast(contacts.birth_date as string) = blocked_dates.value_key

),

final as (

    select
        contact_id,
        case
            when component is null then contact_id
            else min(contact_id) over (partition by component)
        end as entity_id,
        given_key,
        given_first_key,
        family_key,
        family_first_key,
        birth_key,
        gender_key,
        email_key,
        mailbox_key,
        mailbox_digits,
        phone_key,
        case
            when coalesce(street_key, city_key, postal_key) is not null
                then coalesce(street_key, '')
                    || '|' || coalesce(house_key, '')
                    || '|' || coalesce(city_key, '')
                    || '|' || coalesce(postal_key, '')
        end as address_key,
        has_given_name,
        has_family_name,
        known_at
    from attributes

)

select * from final
