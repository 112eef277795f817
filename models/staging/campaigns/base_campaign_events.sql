with

raw_records as (

    select * from {{ source('raw', 'campaign_events') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('campaign_events', rules={
    'implausible_date': 'occurred_at not between event_from and event_until',
    'event_after_recorded': 'occurred_at > stated_recorded_at',
}) }}

select * from final
