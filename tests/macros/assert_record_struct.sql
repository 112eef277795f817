-- A payload reads the same whichever engine wrote it, its nulls and times too.
{% set payload = '{"source_system":"till","currency_code":"it\'s \\"EUR\\"",'
    ~ '"rate_date":"2024-01-31","rate_to_base":null,"recorded_at":"2024-01-31 10:00:00"}' %}
with

given as (

    select
        'till' as source_system,
        {{ quoted('it\'s "EUR"') }} as currency_code,
        date '2024-01-31' as rate_date,
        cast(null as decimal(18, 8)) as rate_to_base,
        timestamp '2024-01-31 10:00:00' as recorded_at

),

read as (

    select
        cast(to_json({{ record_struct('exchange_rates') }}) as string) as found,
        {{ quoted(payload) }} as expected
    from given

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
