{{ config(materialized='view') }}

-- Per table: the time of the record and, where it has one, the country of its phone.
{% set named_by_who = {
    'orders': ('ordered_at', 'ship_country_code'),
    'returns': ('returned_at', none),
    'interactions': ('started_at', none),
    'consents': ('occurred_at', none),
    'campaign_events': ('occurred_at', none),
    'sessions': ('started_at', none),
    'survey_responses': ('responded_at', none),
    'referrals': ('referred_at', none),
    'privacy_requests': ('requested_at', none),
} %}
-- What names a contact by its id alone: table, column, time of the record.
{% set named_by_id = [
    ('contact_attributes', 'contact_id', 'coalesce(stated_at, recorded_at)'),
    ('account_roles', 'contact_id', 'recorded_at'),
    ('referrals', 'referee_contact_id', 'referred_at'),
] %}
with

{% for table_name in ['contact_attributes', 'account_roles'] + named_by_who | list %}
{{ table_name }} as (

    select * from {{ ref('stg_' ~ table_name) }}

),

{% endfor %}
final as (

    {% for table_name, (seen_at, country_code) in named_by_who.items() %}
    select
        '{{ table_name }}' as table_name,
        contact_id,
        source_system,
        email,
        phone,
        identifier_type,
        identifier_value,
        {{ country_code or 'cast(null as string)' }} as country_code,
        {{ seen_at }} as seen_at,
        first_recorded_at as known_at
    from {{ table_name }}
    where contact_id is not null

    union all

    {% endfor %}
    {% for table_name, contact_id, seen_at in named_by_id %}
    select
        '{{ table_name }}' as table_name,
        {{ contact_id }} as contact_id,
        source_system,
        cast(null as string) as email,
        cast(null as string) as phone,
        cast(null as string) as identifier_type,
        cast(null as string) as identifier_value,
        cast(null as string) as country_code,
        {{ seen_at }} as seen_at,
        first_recorded_at as known_at
    from {{ table_name }}
    where {{ contact_id }} is not null
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from final
