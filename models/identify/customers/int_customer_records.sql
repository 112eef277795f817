{{ config(materialized='view') }}

-- Persons and visitors with their golden record, and the organisations.
{% set columns = [
    'customer_id', 'customer_kind', 'customer_type', 'account_id', 'name_contact_id',
    'given_name', 'family_name', 'full_name', 'birth_contact_id', 'birth_date', 'gender',
    'address_contact_id', 'address_line', 'city', 'region', 'postal_code',
    'country_code', 'language_code', 'email', 'phone', 'contact_count',
    'source_system_count', 'first_seen_at', 'last_seen_at',
] %}
with

persons as (

    select * from {{ ref('int_customer_persons') }}

),

attributes as (

    select * from {{ ref('int_customer_attributes') }}

),

customer_accounts as (

    select * from {{ ref('int_customer_accounts') }}

),

contact_points as (

    select * from {{ ref('bridge_customer_contact_points') }}
    where contact_point_rank = 1

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

preferred as (

    select
        customer_id,
        max(case when channel = 'email' then contact_point_value end) as email,
        max(case when channel = 'phone' then contact_point_value end) as phone
    from contact_points
    group by customer_id

),

known_persons as (

    select
        persons.*,
        coalesce(attributes.customer_type, customer_accounts.customer_type, 'consumer')
            as customer_type,
        customer_accounts.account_id,
        attributes.name_contact_id,
        attributes.given_name,
        attributes.family_name,
        attributes.full_name,
        attributes.birth_contact_id,
        attributes.birth_date,
        attributes.gender,
        attributes.address_contact_id,
        attributes.address_line,
        attributes.city,
        attributes.region,
        attributes.postal_code,
        attributes.country_code,
        attributes.language_code,
        preferred.email,
        preferred.phone
    from persons
    inner join attributes
        on persons.customer_id = attributes.customer_id
    left join customer_accounts
        on persons.customer_id = customer_accounts.customer_id
    left join preferred
        on persons.customer_id = preferred.customer_id

),

-- No contact is an organisation: its persons are customers of their own.
organisations as (

    select
        customer_id,
        'organisation' as customer_kind,
        customer_type,
        account_id,
        cast(null as string) as name_contact_id,
        cast(null as string) as given_name,
        cast(null as string) as family_name,
        account_name as full_name,
        cast(null as string) as birth_contact_id,
        cast(null as date) as birth_date,
        cast(null as string) as gender,
        cast(null as string) as address_contact_id,
        cast(null as string) as address_line,
        cast(null as string) as city,
        region,
        postal_code,
        country_code,
        cast(null as string) as language_code,
        cast(null as string) as email,
        cast(null as string) as phone,
        cast(0 as bigint) as contact_count,
        cast(1 as bigint) as source_system_count,
        first_seen_at,
        last_seen_at
    from accounts
    where customer_id is not null

),

final as (

    select {{ columns | join(', ') }}
    from known_persons

    union all

    select {{ columns | join(', ') }}
    from organisations

)

select * from final
