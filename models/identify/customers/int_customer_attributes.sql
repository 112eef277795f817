{% set attributes = {
    'name': [
        'contact_id', 'given_name', 'family_name', 'full_name', 'family_name_key',
        'language_code',
    ],
    'birth': ['contact_id', 'birth_date', 'gender'],
    'address': [
        'contact_id', 'address_line', 'city', 'region', 'postal_code', 'country_code',
    ],
    'type': ['customer_type'],
} %}
with

contacts as (

    select * from {{ ref('int_contacts') }}

),

members as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

survivors as (

    select * from {{ ref('int_attribute_survivors') }}

),

customers as (

    select distinct customer_id
    from members

),

-- One contact for each group of attributes, so that there is one value to take, and one
-- join for all groups.
chosen as (

    select
        {% for attribute_group, names in attributes.items() %}
        {% for name in names %}
        max(
            case
                when survivors.attribute_group = '{{ attribute_group }}'
                    then contacts.{{ name }}
            end
        ) as {{ attribute_group ~ '_' if name == 'contact_id' }}{{ name }},
        {% endfor %}
        {% endfor %}
        survivors.customer_id
    from survivors
    inner join contacts
        on survivors.contact_id = contacts.contact_id
    group by survivors.customer_id

),

final as (

    select
        customers.customer_id,
        case
            when coalesce(chosen.full_name, chosen.family_name, chosen.given_name)
                is not null
                then chosen.name_contact_id
        end as name_contact_id,
        chosen.given_name,
        chosen.family_name,
        chosen.full_name,
        chosen.family_name_key,
        chosen.language_code,
        case when chosen.birth_date is not null then chosen.birth_contact_id end
            as birth_contact_id,
        chosen.birth_date,
        chosen.gender,
        case
            when coalesce(chosen.address_line, chosen.city, chosen.postal_code)
                is not null
                then chosen.address_contact_id
        end as address_contact_id,
        chosen.address_line,
        chosen.city,
        chosen.region,
        chosen.postal_code,
        chosen.country_code,
        chosen.customer_type
    from customers
    left join chosen
        on customers.customer_id = chosen.customer_id

)

select * from final
