{{ config(
    materialized='connected_components',
    marks='int_never_link_marks',
    limits='int_never_link_limits',
) }}

-- depends_on: {{ ref('int_never_link_marks') }}
-- depends_on: {{ ref('int_never_link_limits') }}
-- Who shares a value with another person, from whom a limit or a decision keeps apart,
-- is somebody else.
with

strong_links as (

    select * from {{ ref('int_strong_links') }}

),

components as (

    select * from {{ ref('int_strong_components') }}

),

entity_pairs as (

    select * from {{ ref('int_entity_pairs') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

final as (

    select
        strong_links.left_contact_id as left_node,
        strong_links.right_contact_id as right_node,
        strong_links.match_weight as weight,
        false as is_forced
    from strong_links
    inner join components as left_components
        on strong_links.left_contact_id = left_components.node
    inner join components as right_components
        on strong_links.right_contact_id = right_components.node
        and left_components.component = right_components.component

    union all

    select
        entity_pairs.left_contact_id as left_node,
        entity_pairs.right_contact_id as right_node,
        entity_pairs.match_weight as weight,
        false as is_forced
    from entity_pairs
    cross join match_thresholds
    where match_thresholds.threshold_name = 'link'
        and entity_pairs.match_weight >= match_thresholds.threshold
        and not entity_pairs.is_vetoed

)

select * from final
