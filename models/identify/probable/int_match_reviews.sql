with

entity_pairs as (

    select * from {{ ref('int_entity_pairs') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}
    where threshold_name = 'link'

),

final as (

    select
        entity_pairs.left_contact_id,
        entity_pairs.right_contact_id,
        'probable' as link_rule,
        entity_pairs.evidence,
        entity_pairs.confidence,
        entity_pairs.match_weight,
        entity_pairs.is_vetoed,
        entity_pairs.known_at
    from entity_pairs
    cross join match_thresholds
    where entity_pairs.is_vetoed
        or entity_pairs.match_weight < match_thresholds.threshold

)

select * from final
