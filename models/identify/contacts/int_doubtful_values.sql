{{ config(materialized='view') }}

-- The word null is a value here, which not every adapter of dbt loads from a seed.
with

doubtful_values as (

    select * from {{ ref('doubtful_values') }}

),

final as (

    select
        attribute_group,
        coalesce(value_key, 'null') as value_key,
        verdict
    from doubtful_values

)

select * from final
