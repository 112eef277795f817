with

raw_records as (

    select * from {{ source('raw', 'campaigns') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('campaigns', rules={
    'implausible_date': 'starts_at not between event_from and event_until',
    'end_before_start': 'ends_at < starts_at',
    'implausible_amount': implausible_amounts('campaigns'),
}) }}

select * from final
