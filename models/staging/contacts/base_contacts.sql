with

raw_records as (

    select * from {{ source('raw', 'contacts') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('contacts') }}

select * from final
