-- Decisions of one pair that contradict each other, chains of must-links across a
-- never-link, and decisions on contacts that nobody knows.
with

overrides as (

    select * from {{ ref('int_identity_overrides') }}

),

cut_must_links as (

    select * from {{ ref('int_cut_links') }}
    where link_rule = 'must_link'

),

final as (

    select
        'contradicting_overrides' as review_kind,
        left_contact_id,
        right_contact_id,
        'the newest decision of the pair counts: ' || decision as detail,
        cast(null as double) as match_weight
    from overrides
    where is_contradicted

    union all

    select
        'contradicting_overrides' as review_kind,
        cut_must_links.left_contact_id,
        cut_must_links.right_contact_id,
        'a chain of must-links leads across a never-link' as detail,
        cut_must_links.match_weight
    from cut_must_links
    inner join overrides
        on cut_must_links.left_contact_id = overrides.left_contact_id
        and cut_must_links.right_contact_id = overrides.right_contact_id
    where not overrides.is_contradicted

    union all

    select
        'unknown_contact' as review_kind,
        left_contact_id,
        right_contact_id,
        case
            when is_left_known then right_contact_id
            when is_right_known then left_contact_id
            else left_contact_id || ' and ' || right_contact_id
        end as detail,
        cast(null as double) as match_weight
    from overrides
    where not (is_left_known and is_right_known)

)

select * from final
