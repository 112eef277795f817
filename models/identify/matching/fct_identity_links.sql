with

links as (

    select * from {{ ref('int_accepted_links') }}

),

chain_links as (

    select * from {{ ref('int_chain_links') }}

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
        links.is_strongest_of_pair
        and (not links.has_cycle or chain_links.left_node is not null) as is_in_chain,
        links.known_at
    from links
    left join chain_links
        on least(links.left_contact_id, links.right_contact_id)
        = chain_links.left_node
        and greatest(links.left_contact_id, links.right_contact_id)
        = chain_links.right_node

)

select * from final
