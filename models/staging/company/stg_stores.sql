with

records as (

    select * from {{ ref('base_stores') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ current_versions('stores') }},

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

)

select * from final
