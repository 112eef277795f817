{{ config(materialized='view') }}

with

limits as (

    select * from {{ ref('int_mark_limits') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}
    where is_unique

),

final as (

    select
        limits.mark_type,
        limits.limit_count,
        limits.tolerance
    from limits
    inner join identifier_types
        on limits.mark_type = identifier_types.identifier_type

)

select * from final
