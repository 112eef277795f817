-- A further kind of pair is one import and one arm.
with

match_reviews as (

    select * from {{ ref('int_match_reviews') }}

),

refused_links as (

    select * from {{ ref('int_refused_links') }}

),

cut_links as (

    select * from {{ ref('int_cut_links') }}
    where link_rule != 'must_link'

),

components as (

    select * from {{ ref('int_contact_components') }}

),

-- Two contacts that other links have united are in no doubt; a refused link is told
-- already.
open_reviews as (

    select match_reviews.*
    from match_reviews
    left join components as left_components
        on match_reviews.left_contact_id = left_components.node
    left join components as right_components
        on match_reviews.right_contact_id = right_components.node
    left join refused_links
        on match_reviews.left_contact_id
        = least(refused_links.left_contact_id, refused_links.right_contact_id)
        and match_reviews.right_contact_id
        = greatest(refused_links.left_contact_id, refused_links.right_contact_id)
    where refused_links.left_contact_id is null
        and (
            left_components.component is distinct from right_components.component
            or left_components.component is null
        )

),

final as (

    select
        case
            when mark_type is null then 'unresolved'
            else 'refused_by_limit'
        end as review_kind,
        left_contact_id,
        right_contact_id,
        link_rule
        || case when mark_type is null then '' else ' against ' || mark_type end
        || case
            when mark_type_count > 1
                then ' and ' || cast(mark_type_count - 1 as string) || ' more'
            else ''
        end as detail,
        match_weight
    from refused_links

    union all

    select
        'cut_by_never_link' as review_kind,
        left_contact_id,
        right_contact_id,
        link_rule as detail,
        match_weight
    from cut_links

    union all

    select
        case when is_vetoed then 'refused_by_limit' else 'grey_zone' end
            as review_kind,
        left_contact_id,
        right_contact_id,
        evidence as detail,
        match_weight
    from open_reviews

)

select * from final
