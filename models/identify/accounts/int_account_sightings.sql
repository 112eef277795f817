-- What names an account: table, column, time of the record, first and last.
{% set named_by = [
    ('accounts', 'account_id', 'first_recorded_at', 'recorded_at'),
    ('accounts', 'parent_account_id', 'first_recorded_at', 'recorded_at'),
    ('contacts', 'account_id', 'stated_at', 'stated_at'),
    ('account_roles', 'account_id', 'recorded_at', 'recorded_at'),
    ('orders', 'account_id', 'ordered_at', 'ordered_at'),
    ('returns', 'account_id', 'returned_at', 'returned_at'),
    ('interactions', 'account_id', 'started_at', 'started_at'),
] %}
{% set own_tables = [
    'accounts', 'account_roles', 'orders', 'returns', 'interactions'
] %}
with

{% for table_name in own_tables %}
{{ table_name }} as (

    select * from {{ ref('stg_' ~ table_name) }}

),

{% endfor %}
stated_contacts as (

    select * from {{ ref('stg_contacts') }}

),

contacts as (

    select
        account_id,
        source_system,
        coalesce(updated_at, created_at, recorded_at) as stated_at
    from stated_contacts

),

sightings as (

    {% for table_name, account_id, first_seen_at, last_seen_at in named_by %}
    select
        {{ account_id }} as account_id,
        source_system,
        {{ 1 if loop.first else 0 }} as listed_count,
        min({{ first_seen_at }}) as first_seen_at,
        max({{ last_seen_at }}) as last_seen_at
    from {{ table_name }}
    where {{ account_id }} is not null
    group by {{ account_id }}, source_system
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

final as (

    select
        account_id,
        source_system,
        max(listed_count) = 1 as is_listed,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from sightings
    group by account_id, source_system

)

select * from final
