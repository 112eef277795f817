with

records as (

    select * from {{ ref('base_stores') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('stores') }}
            order by {{ version_order('stores') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        source_system,
        {{ public_id('store_id') }} as store_id,
        store_name,
        city,
        region,
        postal_code,
        upper(country_code) as country_code,
        opened_at,
        closed_at,
        recorded_at
    from versions
    where version_rank = 1

)

select * from final
