with

records as (

    select * from {{ ref('base_contacts') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

customer_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'customer_type'

),

{{ current_versions('contacts') }},

final as (

    select
        versions.source_system,
        {{ public_id('contact_id') }} as contact_id,
        {{ public_id('account_id') }} as account_id,
        versions.given_name,
        versions.family_name,
        versions.full_name,
        versions.email,
        versions.phone,
        versions.birth_date,
        versions.gender,
        versions.address_line,
        versions.city,
        versions.region,
        versions.postal_code,
        upper(versions.country_code) as country_code,
        lower(versions.language_code) as language_code,
        versions.time_zone,
        {{ listed_value('versions.customer_type', 'customer_types') }} as customer_type,
        {{ plausible_time('versions.created_at') }} as created_at,
        {{ plausible_time('versions.updated_at') }} as updated_at,
        versions.deleted_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    cross join bounds
    left join customer_types
        on lower(versions.customer_type) = customer_types.synonym

)

select * from final
