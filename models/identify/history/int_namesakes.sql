{{ config(materialized='connected_components') }}

with

split_parts as (

    select * from {{ ref('int_split_parts') }}

),

final as (

    select
        founder_node as left_node,
        namesake_node as right_node
    from split_parts
    where namesake_node is not null

)

select * from final
