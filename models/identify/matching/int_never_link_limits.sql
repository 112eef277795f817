{{ config(materialized='view') }}

with

marks as (

    select * from {{ ref('int_never_link_marks') }}

),

final as (

    select distinct
        mark_type,
        cast(1 as bigint) as limit_count,
        'exact' as tolerance
    from marks

)

select * from final
