with

raw_records as (

    select * from {{ source('raw', 'referrals') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('referrals', rules={
    'implausible_date': 'referred_at not between event_from and event_until',
    'event_after_recorded': 'referred_at > stated_recorded_at',
}) }}

select * from final
