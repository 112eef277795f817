{{ config(materialized='connected_components') }}

with

strong_links as (

    select * from {{ ref('int_strong_links') }}

),

entity_pairs as (

    select * from {{ ref('int_entity_pairs') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

final as (

    select
        left_contact_id as left_node,
        right_contact_id as right_node
    from strong_links

    union all

    select
        entity_pairs.left_contact_id as left_node,
        entity_pairs.right_contact_id as right_node
    from entity_pairs
    cross join match_thresholds
    where match_thresholds.threshold_name = 'link'
        and entity_pairs.match_weight >= match_thresholds.threshold
        and not entity_pairs.is_vetoed

)

select * from final
