with

records as (

    select * from {{ ref('base_exchange_rates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('exchange_rates') }}
            order by {{ version_order('exchange_rates') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        source_system,
        upper(currency_code) as currency_code,
        rate_date,
        rate_to_base,
        recorded_at
    from versions
    where version_rank = 1

)

select * from final
