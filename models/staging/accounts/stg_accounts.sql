with

records as (

    select * from {{ ref('base_accounts') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

customer_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'customer_type'

),

{{ current_versions('accounts') }},

final as (

    select
        versions.source_system,
        {{ public_id('account_id') }} as account_id,
        {{ public_id('parent_account_id') }} as parent_account_id,
        {{ public_id('owner_employee_id') }} as owner_employee_id,
        versions.account_name,
        {{ listed_value('versions.customer_type', 'customer_types') }} as customer_type,
        versions.industry,
        versions.size_class,
        lower(versions.domain) as domain,
        versions.tax_id,
        upper(versions.country_code) as country_code,
        versions.region,
        versions.postal_code,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join customer_types
        on lower(versions.customer_type) = customer_types.synonym

)

select * from final
