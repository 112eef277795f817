with

links as (

    select * from {{ ref('int_identity_links') }}

),

components as (

    select * from {{ ref('int_separated_components') }}

),

final as (

    select
        links.left_contact_id,
        links.right_contact_id,
        links.link_rule,
        links.evidence,
        links.confidence,
        links.match_weight,
        links.evidence_count,
        links.known_at
    from links
    inner join components as left_components
        on links.left_contact_id = left_components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
    where left_components.component = right_components.component

)

select * from final
