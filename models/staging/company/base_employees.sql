with

raw_records as (

    select * from {{ source('raw', 'employees') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('employees') }}

select * from final
