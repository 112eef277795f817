{{ config(materialized='connected_components', output='forest') }}

-- Where links form no cycle, each is needed and none has to be chosen.
with

links as (

    select * from {{ ref('int_accepted_links') }}

),

final as (

    select
        left_contact_id as left_node,
        right_contact_id as right_node,
        match_weight as weight
    from links
    where is_strongest_of_pair
        and has_cycle

)

select * from final
