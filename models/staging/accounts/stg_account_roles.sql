with

records as (

    select * from {{ ref('base_account_roles') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

roles as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'account_role'

),

{{ current_versions('account_roles') }},

final as (

    select
        versions.source_system,
        {{ public_id('account_id') }} as account_id,
        {{ public_id('contact_id') }} as contact_id,
        {{ listed_value('versions.role', 'roles') }} as role,
        versions.role as stated_role,
        versions.valid_from,
        versions.valid_to,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join roles
        on lower(versions.role) = roles.synonym

)

select * from final
