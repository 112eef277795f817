with

records as (

    select * from {{ ref('base_contact_identifiers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ current_versions('contact_identifiers') }},

final as (

    select
        versions.source_system,
        {{ public_id('versions.contact_id') }} as contact_id,
        versions.identifier_type,
        versions.identifier_value,
        {{ plausible_time('versions.seen_at') }} as seen_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    cross join bounds

)

select * from final
