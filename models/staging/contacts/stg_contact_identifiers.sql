with

records as (

    select * from {{ ref('base_contact_identifiers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by
                records.source_system,
                records.contact_id,
                lower(records.identifier_type),
                records.identifier_value
            order by {{ version_order('contact_identifiers') }}
        ) as version_rank,
        min(records.recorded_at) over (
            partition by
                records.source_system,
                records.contact_id,
                lower(records.identifier_type),
                records.identifier_value
        ) as first_recorded_at
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        source_system,
        {{ public_id('contact_id') }} as contact_id,
        lower(identifier_type) as identifier_type,
        identifier_value,
        seen_at,
        recorded_at,
        first_recorded_at
    from versions
    where version_rank = 1

)

select * from final
