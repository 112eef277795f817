with

contacts as (

    select * from {{ ref('int_contacts') }}

),

identifiers as (

    select * from {{ ref('stg_contact_identifiers') }}

),

mentions as (

    select * from {{ ref('int_contact_mentions') }}

),

contact_values as (

    select * from {{ ref('int_contact_values') }}

),

dated_contacts as (

    select
        contacts.*,
        coalesce(contact_values.email_known_at, contacts.record_known_at)
            as email_known_at,
        coalesce(contact_values.phone_known_at, contacts.record_known_at)
            as phone_known_at
    from contacts
    left join contact_values
        on contacts.contact_id = contact_values.contact_id

),

stated as (

    {% for relation, identifier_type, identifier_value, country_code, seen_at, known_at
    in [
        ('dated_contacts', "'email'", 'email', 'country_code', 'stated_at', 'email_known_at'),
        ('dated_contacts', "'phone'", 'phone', 'country_code', 'stated_at', 'phone_known_at'),
        ('identifiers', 'identifier_type', 'identifier_value', 'cast(null as string)', 'coalesce(seen_at, recorded_at)', 'first_recorded_at'),
        ('mentions', "'email'", 'email', 'country_code', 'seen_at', 'known_at'),
        ('mentions', "'phone'", 'phone', 'country_code', 'seen_at', 'known_at'),
        ('mentions', 'identifier_type', 'identifier_value', 'country_code', 'seen_at', 'known_at'),
    ] %}
    select
        contact_id,
        {{ identifier_type }} as identifier_type,
        {{ identifier_value }} as identifier_value,
        {{ country_code }} as country_code,
        {{ seen_at }} as seen_at,
        {{ known_at }} as known_at
    from {{ relation }}
    where contact_id is not null
        and {{ identifier_type }} is not null
        and {{ identifier_value }} is not null
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

-- A phone is its contact's, also on an order that is sent to another country.
final as (

    select
        stated.contact_id,
        stated.identifier_type,
        stated.identifier_value,
        coalesce(contacts.country_code, stated.country_code) as country_code,
        stated.seen_at,
        stated.known_at
    from stated
    left join contacts
        on stated.contact_id = contacts.contact_id

)

select * from final
