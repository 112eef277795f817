with

raw_records as (

    select * from {{ source('raw', 'interactions') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('interactions', rules={
    'implausible_date': 'started_at not between event_from and event_until',
    'event_after_recorded': 'started_at > stated_recorded_at',
    'end_before_start': 'ended_at < started_at',
    'implausible_amount': implausible_amounts('interactions'),
}) }}

select * from final
