with

raw_records as (

    select * from {{ source('raw', 'service_costs') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('service_costs', rules={
    'implausible_date': 'period_start not between event_from and event_until',
    'end_before_start': 'period_end < period_start',
    'implausible_amount': implausible_amounts('service_costs'),
}) }}

select * from final
