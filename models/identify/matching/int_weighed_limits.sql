{{ config(materialized='view') }}

with

limits as (

    select * from {{ ref('int_probable_limits') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}
    where is_unique

),

final as (

    select limits.*
    from limits
    left join identifier_types
        on limits.mark_type = identifier_types.identifier_type
    where identifier_types.identifier_type is null

)

select * from final
