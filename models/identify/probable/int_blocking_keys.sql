-- A key is null where a part of it is not known, and then blocks nothing.
{%- set block_keys = {
    'phone': "phone_key",
    'mailbox': "case when length(mailbox_key) >= 5 then mailbox_key end",
    'mailbox_digits':
        "case when length(mailbox_digits) >= 2 then mailbox_digits" ~
        " || ' ' || substr(mailbox_key, 1, 2) end",
    'mail_domain': "substr(mailbox_key, 1, 1) || '@' || split_part(email_key, '@', 2)",
    'birth_date': "birth_key",
    'initials_and_birth':
        "least(substr(given_key, 1, 1), substr(family_key, 1, 1)) || " ~
        "greatest(substr(given_key, 1, 1), substr(family_key, 1, 1))" ~
        " || ' ' || birth_key",
    'names':
        "least(given_group, family_key) || ' ' || greatest(given_group, family_key)",
    'names_and_city':
        "least(given_group, family_key) || ' ' || greatest(given_group, family_key)" ~
        " || ' ' || city_key",
    'letters': sorted_letters('given_key || family_key'),
    'name_beginnings':
        "case when length(family_key) > 1 then substr(given_group, 1, 4)" ~
        " || ' ' || substr(family_key, 1, 2) end",
    'family_name_and_year':
        "substr(family_key, 1, 4) || ' ' || substr(birth_key, 1, 4)",
    'name_beginnings_and_year':
        "substr(given_group, 1, 3) || ' ' || substr(family_key, 1, 3)" ~
        " || ' ' || substr(birth_key, 1, 4)",
    'family_name': "case when length(family_key) >= 3 then family_key end",
    'family_name_and_city': "family_key || ' ' || city_key",
    'given_name_and_city': "given_group || ' ' || city_key",
    'address':
        "house_key || ' ' || street_key || ' ' || coalesce(postal_key, city_key)",
    'given_name_and_place':
        "given_group || ' ' || house_key || ' ' || coalesce(postal_key, city_key)",
    'family_name_and_place':
        "family_first_key || ' ' || house_key" ~
        " || ' ' || coalesce(postal_key, city_key)",
} %}
with

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

blocking_rules as (

    select * from {{ ref('blocking_rules') }}

),

keys as (

    {% for blocking_rule, block_key in block_keys.items() %}
    select
        profile_number,
        entity_number,
        '{{ blocking_rule }}' as blocking_rule,
        {{ block_key }} as block_key
    from profiles
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

counted as (

    select
        blocking_rule,
        block_key,
        profile_number,
        entity_number,
        count(*) over (partition by blocking_rule, block_key) as profile_count
    from keys
    where block_key is not null

),

final as (

    select
        counted.blocking_rule,
        counted.block_key,
        counted.profile_number,
        counted.entity_number
    from counted
    inner join blocking_rules
        on counted.blocking_rule = blocking_rules.blocking_rule
        and counted.profile_count between 2 and blocking_rules.largest_block

)

select * from final
