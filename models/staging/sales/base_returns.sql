with

raw_records as (

    select * from {{ source('raw', 'returns') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('returns', rules={
    'implausible_date': 'returned_at not between event_from and event_until',
    'returned_after_recorded': 'returned_at > stated_recorded_at',
    'implausible_quantity': 'quantity not between lowest_quantity and highest_quantity',
    'implausible_amount': implausible_amounts('returns'),
}) }}

select * from final
