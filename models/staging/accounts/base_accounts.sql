with

raw_records as (

    select * from {{ source('raw', 'accounts') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('accounts') }}

select * from final
