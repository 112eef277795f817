{{ config(materialized='view') }}

-- What each contact states of the groups of attributes that come whole from one
-- contact. Standing tells how much of the group it is: 0 what it is about, more for
-- what only goes with it.
{% set groups = {
    'name': ('name_key', 'name_key', 'name_standing', 'name_count'),
    'birth': ('birth_key', 'birth_key', 'birth_standing', 'birth_count'),
    'address': ('street_key', 'address_key', 'address_standing', 'address_count'),
    'type': ('customer_type', 'customer_type', 'type_standing', 'type_standing'),
} %}
{% set counted = {
    'name': ['given_name', 'family_name', 'full_name', 'language_code'],
    'birth': ['birth_date', 'gender'],
    'address': ['address_line', 'city', 'region', 'postal_code', 'country_code'],
} %}
{% set columns = [
    'contact_id', 'source_system', 'stated_at', 'customer_type'
] + counted['name'] + counted['birth'] + counted['address'] %}
with

contacts as (

    select * from {{ ref('int_contacts') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

named as (

    select
        {% for column in columns %}
        contacts.{{ column }},
        {% endfor %}
        customers.customer_id,
        nullif(
            concat(
                coalesce(contacts.given_name_key, ''),
                coalesce(contacts.family_name_key, '')
            ), ''
        ) as parts_key,
        nullif(
            {{ replace_pattern('lower(contacts.address_line)', '[^\\p{L}0-9]', '') }},
            ''
        ) as street_key
    from contacts
    inner join customers
        on contacts.contact_id = customers.contact_id

),

stated as (

    select
        customer_id,
        contact_id,
        source_system,
        stated_at,
        birth_date,
        customer_type,
        coalesce(parts_key, {{ name_key('full_name') }}) as name_key,
        cast(birth_date as string) as birth_key,
        street_key,
        concat_ws(' ', street_key, postal_code, city) as address_key,
        case
            when coalesce(full_name, family_name, given_name) is not null then 0
            when language_code is not null then 1
        end as name_standing,
        -- Nobody tells of a birth that is still to come.
        case
            when birth_date <= coalesce(cast(stated_at as date), birth_date) then 0
            when birth_date is null and gender is not null then 1
        end as birth_standing,
        case
            when coalesce(address_line, city, postal_code) is not null
                then case when country_code is not null then 0 else 1 end
            when coalesce(country_code, region) is not null then 2
        end as address_standing,
        {% for group, group_columns in counted.items() %}
        0
        {% for column in group_columns %}
        + case when {{ column }} is null then 0 else 1 end
        {% endfor %}
            as {{ group }}_count,
        {% endfor %}
        case when customer_type is not null then 0 end as type_standing
    from named

),

final as (

    {% for group, (judged_key, value_key, standing, filled_count) in groups.items() %}
    select
        customer_id,
        contact_id,
        '{{ group }}' as attribute_group,
        source_system,
        {{ judged_key }} as judged_key,
        {{ value_key }} as value_key,
        {{ standing }} as standing,
        cast({{ filled_count }} as bigint) as filled_count,
        stated_at
    from stated
    where {{ standing }} is not null
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
)

select * from final
