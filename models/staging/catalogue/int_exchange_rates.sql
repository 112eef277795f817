with

rates as (

    select * from {{ ref('stg_exchange_rates') }}

),

ranked as (

    select
        currency_code,
        rate_date,
        rate_to_base,
        row_number() over (
            partition by currency_code, rate_date
            order by source_system
        ) as rate_rank
    from rates

),

final as (

    select
        currency_code,
        rate_to_base,
        rate_date as valid_from,
        lead(rate_date, 1, cast('9999-12-31' as date)) over (
            partition by currency_code
            order by rate_date
        ) as valid_to
    from ranked
    where rate_rank = 1

)

select * from final
