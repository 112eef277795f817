with

entity_pairs as (

    select * from {{ ref('int_entity_pairs') }}

),

owner_links as (

    select * from {{ ref('int_owner_links') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}
    where threshold_name = 'link'

),

candidates as (

    select
        left_contact_id,
        right_contact_id,
        evidence,
        match_weight,
        has_compared_identifiers,
        known_at
    from entity_pairs
    where not is_vetoed

    union all

    select
        left_contact_id,
        right_contact_id,
        evidence,
        match_weight,
        false as has_compared_identifiers,
        known_at
    from owner_links

),

ranked as (

    select
        candidates.*,
        row_number() over (
            partition by candidates.left_contact_id, candidates.right_contact_id
            order by candidates.match_weight desc, candidates.evidence asc
        ) as evidence_rank
    from candidates
    cross join match_thresholds
    where candidates.match_weight >= match_thresholds.threshold

),

final as (

    select
        left_contact_id,
        right_contact_id,
        'probable' as link_rule,
        evidence,
        {{ match_probability('match_weight') }} as confidence,
        match_weight,
        has_compared_identifiers,
        known_at
    from ranked
    where evidence_rank = 1

)

select * from final
