with

records as (

    select * from {{ ref('base_contact_attributes') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

origins as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'attribute_origin'

),

{{ current_versions('contact_attributes') }},

final as (

    select
        versions.source_system,
        {{ public_id('contact_id') }} as contact_id,
        {{ public_id('interaction_id') }} as interaction_id,
        versions.attribute,
        versions.value,
        {{ listed_value('versions.origin', 'origins') }} as origin,
        versions.stated_at,
        versions.ended_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join origins
        on lower(versions.origin) = origins.synonym

)

select * from final
