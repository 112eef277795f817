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
        ~ ' or abs(cast(quantity as double)) * cast('
        ~ 'greatest(abs(unit_price), abs(list_price), abs(unit_cost)) as double)'
        ~ ' > highest_amount',
}) }}

select * from final
