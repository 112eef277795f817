{{ config(
    materialized='connected_components',
    marks='int_never_link_marks',
    limits='int_never_link_limits',
) }}

-- depends_on: {{ ref('int_never_link_marks') }}
-- depends_on: {{ ref('int_never_link_limits') }}
with

links as (

    select * from {{ ref('int_identity_links') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

-- A never-link wins over a must-link: here nothing is forced.
final as (

    select
        links.left_contact_id as left_node,
        links.right_contact_id as right_node,
        links.match_weight as weight,
        false as is_forced
    from links
    inner join components as left_components
        on links.left_contact_id = left_components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
    where left_components.component = right_components.component

)

select * from final
