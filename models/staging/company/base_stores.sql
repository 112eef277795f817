with

raw_records as (

    select * from {{ source('raw', 'stores') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('stores', rules={
    'implausible_date': 'opened_at not between event_from and event_until',
    'end_before_start': 'closed_at < opened_at',
}) }}

select * from final
