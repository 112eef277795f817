with

raw_records as (

    select * from {{ source('raw', 'identity_overrides') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('identity_overrides', rules={
    'implausible_date': 'decided_at not between event_from and event_until',
    'event_after_recorded': 'decided_at > stated_recorded_at',
    'contact_against_itself': 'left_source_system = right_source_system'
        ~ ' and left_contact_id = right_contact_id',
}) }}

select * from final
