-- Survivorship by attribute group: the most recently seen contact that states the group.
with

contacts as (

    select * from {{ ref('int_contacts') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

stated as (

    select
        customers.customer_id,
        contacts.*,
        coalesce(contacts.full_name, contacts.family_name, contacts.given_name) is not null
            as has_name,
        contacts.birth_date is not null as has_birth,
        coalesce(contacts.address_line, contacts.city, contacts.postal_code, contacts.country_code)
            is not null as has_address
    from customers
    inner join contacts
        on customers.contact_id = contacts.contact_id

),

ranked as (

    select
        stated.*,
        {% for attribute_group in ['name', 'birth', 'address'] %}
        row_number() over (
            partition by customer_id
            order by has_{{ attribute_group }} desc, last_seen_at desc nulls last, contact_id asc
        ) as {{ attribute_group }}_rank{{ ',' if not loop.last }}
        {% endfor %}
    from stated

),

final as (

    select
        customer_id,
        {% for attribute_group, names in {
            'name': ['given_name', 'family_name', 'full_name', 'language_code'],
            'birth': ['birth_date', 'gender'],
            'address': ['address_line', 'city', 'region', 'postal_code', 'country_code'],
        }.items() %}
        max(case when {{ attribute_group }}_rank = 1 and has_{{ attribute_group }} then contact_id end)
            as {{ attribute_group }}_contact_id,
        {% for name in names %}
        max(case when {{ attribute_group }}_rank = 1 then {{ name }} end) as {{ name }},
        {% endfor %}
        {% endfor %}
        max(case when name_rank = 1 then customer_type end) as customer_type
    from ranked
    group by customer_id

)

select * from final
