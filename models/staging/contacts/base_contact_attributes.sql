with

raw_records as (

    select * from {{ source('raw', 'contact_attributes') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('contact_attributes', rules={
    'implausible_date': 'stated_at not between event_from and event_until',
    'event_after_recorded': 'stated_at > stated_recorded_at',
}) }}

select * from final
