with

raw_records as (

    select * from {{ source('raw', 'survey_responses') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('survey_responses', rules={
    'implausible_date': 'responded_at not between event_from and event_until',
    'event_after_recorded': 'responded_at > stated_recorded_at',
    'implausible_score': 'score < 0 or score > scale_max or score > highest_amount',
}) }}

select * from final
