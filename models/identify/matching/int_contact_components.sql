{{ config(materialized='connected_components') }}

with

links as (

    select * from {{ ref('fct_identity_links') }}

),

final as (

    select
        left_contact_id as left_node,
        right_contact_id as right_node
    from links

)

select * from final
