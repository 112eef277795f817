with

raw_records as (

    select * from {{ source('raw', 'order_lines') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('order_lines', rules={
    'implausible_quantity': 'quantity not between lowest_quantity and highest_quantity',
    'implausible_amount': 'coalesce(net_amount, unit_price) not between lowest_amount and highest_amount',
}) }}

select * from final
