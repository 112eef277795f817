with

records as (

    select * from {{ ref('base_exchange_rates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ current_versions('exchange_rates') }},

final as (

    select
        source_system,
        upper(currency_code) as currency_code,
        rate_date,
        rate_to_base,
        recorded_at
    from versions

)

select * from final
