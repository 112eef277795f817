with

raw_records as (

    select * from {{ source('raw', 'contact_identifiers') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('contact_identifiers') }}

select * from final
