with

raw_records as (

    select * from {{ source('raw', 'offers') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('offers', rules={
    'implausible_date': 'starts_at not between event_from and event_until',
    'end_before_start': 'ends_at < starts_at',
    'implausible_amount': 'greatest(face_value_amount, cost_amount, minimum_spend_amount) > highest_amount'
        ~ ' or least(face_value_amount, cost_amount, minimum_spend_amount) < lowest_amount',
}) }}

select * from final
