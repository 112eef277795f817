{{ config(materialized='connected_components') }}

with

strong_links as (

    select * from {{ ref('int_strong_links') }}

),

final as (

    select
        left_contact_id as left_node,
        right_contact_id as right_node
    from strong_links

)

select * from final
