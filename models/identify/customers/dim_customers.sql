-- What fills each field of the seed `customer_fields`.
{% set fields = {
    'name': 'coalesce(records.full_name, records.family_name, records.given_name)',
    'contact_point': 'coalesce(records.email, records.phone)',
    'email': 'records.email',
    'phone': 'records.phone',
    'address': 'coalesce(records.address_line, records.postal_code)',
    'postal_code': 'records.postal_code',
    'region': 'records.region',
    'country': 'records.country_code',
    'birth_date': 'records.birth_date',
    'gender': 'records.gender',
    'language': 'records.language_code',
} %}
{% set importances = ['necessary', 'important', 'desirable'] %}
with

records as (

    select * from {{ ref('int_customer_records') }}

),

household_members as (

    select * from {{ ref('int_household_members') }}

),

acquisitions as (

    select * from {{ ref('int_customer_acquisitions') }}

),

cohesion as (

    select * from {{ ref('int_customer_cohesion') }}

),

customer_fields as (

    select * from {{ ref('customer_fields') }}

),

fields as (

    select
        {% for field in fields %}
        max(case when field = '{{ field }}' then importance end)
            as {{ field }}_importance,
        {% endfor %}
        {% for importance in importances %}
        sum(case when importance = '{{ importance }}' then 1 else 0 end)
            as {{ importance }}_count,
        {% endfor %}
        customer_kind
    from customer_fields
    group by customer_kind

),

final as (

    select
        records.customer_id,
        records.customer_kind,
        records.customer_type,
        household_members.household_id,
        records.account_id,
        records.name_contact_id,
        records.given_name,
        records.family_name,
        records.full_name,
        records.birth_contact_id,
        records.birth_date,
        records.gender,
        records.address_contact_id,
        records.address_line,
        records.city,
        records.region,
        records.postal_code,
        records.country_code,
        records.language_code,
        records.email,
        records.phone,
        acquisitions.acquisition_channel,
        acquisitions.acquisition_evidence,
        records.contact_count,
        records.source_system_count,
        coalesce(cohesion.identity_confidence, cast(1 as double))
            as identity_confidence,
        cohesion.link_density,
        {% for importance in importances %}
        cast(
            {% for field, value in fields.items() %}
            case
                when fields.{{ field }}_importance = '{{ importance }}'
                    and {{ value }} is not null
                    then 1
                else 0
            end
            {%- if not loop.last %} +{% endif %}

            {% endfor %}
            as double
        ) / nullif(fields.{{ importance }}_count, 0) as {{ importance }}_field_share,
        {% endfor %}
        coalesce(cohesion.is_large, false) as is_large,
        coalesce(cohesion.has_conflict, false) as has_identity_conflict,
        coalesce(cohesion.is_held_by_single_link, false) as is_held_by_single_link,
        records.first_seen_at as acquired_at,
        records.first_seen_at,
        records.last_seen_at
    from records
    inner join acquisitions
        on records.customer_id = acquisitions.customer_id
    left join cohesion
        on records.customer_id = cohesion.customer_id
    left join household_members
        on records.customer_id = household_members.customer_id
    left join fields
        on records.customer_kind = fields.customer_kind

)

select * from final
