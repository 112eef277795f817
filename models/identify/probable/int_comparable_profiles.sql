-- Pairs are compared between entities, so equal contacts of an entity count once, and
-- what a contact does not state is taken from its entity. A contact without a name adds
-- its e-mail and phone to an entity that has one, and nothing else.
{%- set mail_keys = "email_key || ' ' || coalesce(mailbox_key, '') || ' '" ~
    " || coalesce(mailbox_digits, '')" %}
with

contacts as (

    select * from {{ ref('int_comparable_contacts') }}

),

name_groups as (

    select * from {{ ref('int_name_groups') }}

),

filled as (

    select
        entity_id,
        contact_id,
        given_key,
        given_first_key,
        family_key,
        family_first_key,
        has_given_name,
        has_family_name,
        coalesce(birth_key, min(birth_key) over of_entity) as birth_key,
        coalesce(gender_key, min(gender_key) over of_entity) as gender_key,
        -- Address, mailbox and digits of one e-mail: those of the least address.
        coalesce({{ mail_keys }}, min({{ mail_keys }}) over of_entity) as mail_keys,
        coalesce(phone_key, min(phone_key) over of_entity) as phone_key,
        coalesce(address_key, min(address_key) over of_entity) as address_key,
        max(case when has_given_name or has_family_name then 1 else 0 end)
            over of_entity as is_named,
        known_at
    from contacts
    window of_entity as (partition by entity_id)

),

profiles as (

    select
        entity_id,
        given_key,
        given_first_key,
        family_key,
        family_first_key,
        birth_key,
        gender_key,
        split_part(mail_keys, ' ', 1) as email_key,
        nullif(split_part(mail_keys, ' ', 2), '') as mailbox_key,
        split_part(mail_keys, ' ', 3) as mailbox_digits,
        phone_key,
        address_key,
        has_given_name,
        has_family_name,
        min(contact_id) as contact_id,
        case when count(*) = count(known_at) then min(known_at) end as known_at
    from filled
    where has_given_name
        or has_family_name
        or is_named = 0
    group by
        entity_id,
        given_key,
        given_first_key,
        family_key,
        family_first_key,
        birth_key,
        gender_key,
        mail_keys,
        phone_key,
        address_key,
        has_given_name,
        has_family_name

),

final as (

    select
        row_number() over (order by profiles.entity_id asc, profiles.contact_id asc)
            as profile_number,
        dense_rank() over (order by profiles.entity_id asc) as entity_number,
        profiles.entity_id,
        profiles.contact_id,
        {{ compared_columns('profiles', 'name_groups') }},
        profiles.known_at
    from profiles
    left join name_groups
        on profiles.given_first_key = name_groups.given_key

)

select * from final
