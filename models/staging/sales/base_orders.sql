with

raw_records as (

    select * from {{ source('raw', 'orders') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('orders', rules={
    'implausible_date': 'ordered_at not between event_from and event_until',
    'ordered_after_recorded': 'ordered_at > stated_recorded_at',
    'implausible_amount': implausible_amounts('orders'),
}) }}

select * from final
