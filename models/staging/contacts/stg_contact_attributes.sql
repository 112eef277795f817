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

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('contact_attributes') }}
            order by {{ version_order('contact_attributes') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
        versions.recorded_at
    from versions
    left join origins
        on lower(versions.origin) = origins.synonym
    where versions.version_rank = 1

)

select * from final
