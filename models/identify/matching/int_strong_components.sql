{{ config(materialized='connected_components') }}

with

stars as (

    select * from {{ ref('int_identity_stars') }}

),

final as (

    select
        left_contact_id as left_node,
        right_contact_id as right_node
    from stars

)

select * from final
