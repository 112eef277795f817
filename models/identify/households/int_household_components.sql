{{ config(materialized='connected_components') }}

with

links as (

    select * from {{ ref('int_household_links') }}

),

final as (

    select
        left_customer_id as left_node,
        right_customer_id as right_node
    from links

)

select * from final
