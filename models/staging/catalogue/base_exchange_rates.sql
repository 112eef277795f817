with

raw_records as (

    select * from {{ source('raw', 'exchange_rates') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('exchange_rates', rules={
    'rate_not_positive': 'rate_to_base <= 0',
    'implausible_rate': 'rate_to_base > highest_rate',
}) }}

select * from final
