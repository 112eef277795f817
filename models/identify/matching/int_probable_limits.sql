{{ config(materialized='view') }}

with

limits as (

    select * from {{ ref('int_mark_limits') }}

),

final as (

    select
        mark_type,
        probable_limit_count as limit_count,
        tolerance
    from limits

)

select * from final
