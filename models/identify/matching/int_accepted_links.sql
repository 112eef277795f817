with

links as (

    select * from {{ ref('int_identity_links') }}

),

components as (

    select * from {{ ref('int_separated_components') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}

),

accepted as (

    select
        links.*,
        left_components.component,
        identifier_types.priority
    from links
    inner join components as left_components
        on links.left_contact_id = left_components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
        and left_components.component = right_components.component
    left join identifier_types
        on links.link_rule = 'same_' || identifier_types.identifier_type

),

ranked as (

    select
        *,
        row_number() over (
            partition by
                least(left_contact_id, right_contact_id),
                greatest(left_contact_id, right_contact_id)
            order by
                match_weight desc,
                priority asc nulls first,
                link_rule asc,
                left_contact_id asc
        ) as pair_rank
    from accepted

),

sizes as (

    select
        component,
        count(*) as contact_count
    from components
    group by component

),

pair_counts as (

    select
        component,
        count(*) as pair_count
    from ranked
    where pair_rank = 1
    group by component

),

final as (

    select
        ranked.left_contact_id,
        ranked.right_contact_id,
        ranked.link_rule,
        ranked.evidence,
        ranked.component,
        ranked.confidence,
        ranked.match_weight,
        ranked.evidence_count,
        ranked.pair_rank = 1 as is_strongest_of_pair,
        pair_counts.pair_count >= sizes.contact_count as has_cycle,
        ranked.known_at
    from ranked
    inner join sizes
        on ranked.component = sizes.component
    inner join pair_counts
        on ranked.component = pair_counts.component

)

select * from final
