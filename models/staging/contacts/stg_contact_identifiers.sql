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

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('contact_identifiers') }}
            order by {{ version_order('contact_identifiers') }}
        ) as version_rank,
        min(records.recorded_at) over (
            partition by {{ contract_key('contact_identifiers') }}
        ) as first_recorded_at
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
    where versions.version_rank = 1

)

select * from final
