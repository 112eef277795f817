with

raw_records as (

    select * from {{ source('raw', 'privacy_requests') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('privacy_requests', rules={
    'implausible_date': 'requested_at not between event_from and event_until',
    'event_after_recorded': 'requested_at > stated_recorded_at',
}) }}

select * from final
