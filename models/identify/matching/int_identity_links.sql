-- A further kind of link is one import and one arm of the union.
with

stars as (

    select * from {{ ref('int_identity_stars') }}

),

overrides as (

    select * from {{ ref('int_identity_overrides') }}

),

same_values as (

    select
        left_contact_id,
        right_contact_id,
        'same_' || identifier_type as link_rule,
        min(identifier_key) as evidence,
        max(confidence) as confidence,
        count(*) as evidence_count,
        cast(null as timestamp) as known_at
    from stars
    group by left_contact_id, right_contact_id, identifier_type

),

must_links as (

    select
        left_contact_id,
        right_contact_id,
        'must_link' as link_rule,
        'decided on ' || cast(cast(decided_at as date) as string) as evidence,
        cast(1 as double) as confidence,
        cast(1 as bigint) as evidence_count,
        known_at
    from overrides
    where decision = 'must_link'
        and is_left_known
        and is_right_known

),

final as (

    select
        left_contact_id,
        right_contact_id,
        link_rule,
        evidence,
        confidence,
        {{ match_weight('confidence') }} as match_weight,
        evidence_count,
        known_at
    from same_values

    union all

    select
        left_contact_id,
        right_contact_id,
        link_rule,
        evidence,
        confidence,
        {{ match_weight('confidence') }} as match_weight,
        evidence_count,
        known_at
    from must_links

)

select * from final
