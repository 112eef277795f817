with

raw_records as (

    select * from {{ source('raw', 'account_roles') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('account_roles', rules={
    'implausible_date': 'valid_from not between event_from and event_until',
    'end_before_start': 'valid_to < valid_from',
}) }}

select * from final
