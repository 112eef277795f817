with

raw_records as (

    select * from {{ source('raw', 'order_lines') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('order_lines', rules={
    'implausible_quantity': 'quantity not between lowest_quantity and highest_quantity',
    'implausible_amount': implausible_amounts('order_lines')
        ~ ' or cast(quantity as double) * cast(unit_price as double)'
        ~ ' not between lowest_amount and highest_amount',
}) }}

select * from final
