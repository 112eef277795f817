{{ config(materialized='view') }}

-- A known contact is a profile of no entity.
with

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

known_profiles as (

    select
        *,
        cast(null as bigint) as entity_number
    from {{ ref('int_known_profiles') }}

),

final as (

    {% for relation in ['profiles', 'known_profiles'] %}
    select
        profile_number,
        entity_number,
        given_key,
        given_first_key,
        given_group,
        given_letters,
        family_key,
        family_first_key,
        family_letters,
        birth_key,
        gender_key,
        email_key,
        mailbox_key,
        mailbox_digits,
        phone_key,
        street_key,
        house_key,
        city_key,
        postal_key,
        has_given_name,
        has_family_name
    from {{ relation }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from final
