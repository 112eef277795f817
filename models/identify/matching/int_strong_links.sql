with

stars as (

    select * from {{ ref('int_identity_stars') }}

),

decided_pairs as (

    select * from {{ ref('int_decided_pairs') }}

),

overrides as (

    select * from {{ ref('int_identity_overrides') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

pairs as (

    {% for relation in ['stars', 'decided_pairs'] %}
    select
        left_contact_id,
        right_contact_id,
        identifier_type,
        identifier_key,
        confidence,
        known_at
    from {{ relation }}
    {% if not loop.last %}
    union all

    {% endif %}
    {% endfor %}
),

same_values as (

    select
        left_contact_id,
        right_contact_id,
        'same_' || identifier_type as link_rule,
        min(identifier_key) as evidence,
        max(confidence) as confidence,
        count(*) as evidence_count,
        case when count(*) = count(known_at) then min(known_at) end as known_at
    from pairs
    group by left_contact_id, right_contact_id, identifier_type

),

must_links as (

    select
        overrides.left_contact_id,
        overrides.right_contact_id,
        'must_link' as link_rule,
        'decided on ' || cast(cast(overrides.decided_at as date) as string) as evidence,
        cast(1 as double) as confidence,
        cast(1 as bigint) as evidence_count,
        greatest(
            overrides.known_at, left_contacts.known_at, right_contacts.known_at
        ) as known_at
    from overrides
    inner join contacts as left_contacts
        on overrides.left_contact_id = left_contacts.contact_id
    inner join contacts as right_contacts
        on overrides.right_contact_id = right_contacts.contact_id
    where overrides.decision = 'must_link'

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
