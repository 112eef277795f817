with

records as (

    select * from {{ ref('base_survey_responses') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

survey_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'survey_type'

),

{{ current_versions('survey_responses') }},

final as (

    select
        versions.source_system,
        {{ public_id('response_id') }} as response_id,
        {{ contact_reference('survey_responses', 'response_id') }} as contact_id,
        {{ public_id('product_id') }} as product_id,
        {{ public_id('interaction_id') }} as interaction_id,
        {{ public_id('order_id') }} as order_id,
        versions.email,
        versions.phone,
        lower(versions.identifier_type) as identifier_type,
        versions.identifier_value,
        {{ listed_value('versions.survey_type', 'survey_types') }} as survey_type,
        versions.category,
        versions.comment,
        versions.score,
        versions.scale_max,
        versions.responded_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join survey_types
        on lower(versions.survey_type) = survey_types.synonym

)

select * from final
