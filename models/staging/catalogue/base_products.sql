with

raw_records as (

    select * from {{ source('raw', 'products') }}

),

bounds as (

    select * from {{ ref('int_plausible_bounds') }}

),

{{ judged_records('products', rules={
    'implausible_amount': implausible_amounts('products'),
}) }}

select * from final
