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

stated as (

    {% for relation, identifier_type, identifier_value, country_code, seen_at in [
        ('contacts', "'email'", 'email', 'country_code', 'stated_at'),
        ('contacts', "'phone'", 'phone', 'country_code', 'stated_at'),
        ('identifiers', 'identifier_type', 'identifier_value', 'cast(null as string)', 'coalesce(seen_at, recorded_at)'),
        ('mentions', "'email'", 'email', 'country_code', 'seen_at'),
        ('mentions', "'phone'", 'phone', 'country_code', 'seen_at'),
        ('mentions', 'identifier_type', 'identifier_value', 'country_code', 'seen_at'),
    ] %}
    select
        contact_id,
        {{ identifier_type }} as identifier_type,
        {{ identifier_value }} as identifier_value,
        {{ country_code }} as country_code,
        {{ seen_at }} as seen_at
    from {{ relation }}
    where contact_id is not null
        and {{ identifier_type }} is not null
        and {{ identifier_value }} is not null
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

-- A phone number without a country of its own is read in its contact's country.
final as (

    select
        stated.contact_id,
        stated.identifier_type,
        stated.identifier_value,
        coalesce(stated.country_code, contacts.country_code) as country_code,
        stated.seen_at
    from stated
    left join contacts
        on stated.contact_id = contacts.contact_id

)

select * from final
