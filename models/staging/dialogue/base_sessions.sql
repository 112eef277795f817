with

raw_records as (

    select * from {{ source('raw', 'sessions') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('sessions', rules={
    'implausible_date': 'started_at not between event_from and event_until',
    'event_after_recorded': 'started_at > stated_recorded_at',
    'implausible_quantity': 'page_count not between 0 and highest_quantity',
}) }}

select * from final
