with

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

links as (

    select * from {{ ref('fct_identity_links') }}

),

limit_conflicts as (

    select * from {{ ref('int_limit_conflicts') }}

),

sizes as (

    select
        customer_id,
        count(*) as contact_count,
        cast(count(*) * (count(*) - 1) as double) / 2 as possible_pair_count
    from customers
    group by customer_id

),

pairs as (

    select
        least(left_contact_id, right_contact_id) as left_contact_id,
        greatest(left_contact_id, right_contact_id) as right_contact_id,
        max(case when is_in_chain then confidence end) as chain_confidence,
        count(*) as rule_count,
        max(evidence_count) as evidence_count
    from links
    group by
        least(left_contact_id, right_contact_id),
        greatest(left_contact_id, right_contact_id)

),

ends as (

    select left_contact_id as contact_id from pairs

    union all

    select right_contact_id as contact_id from pairs

),

degrees as (

    select
        contact_id,
        count(*) as pair_count
    from ends
    group by contact_id

),

-- A single piece of evidence between two contacts that both have further links.
weighed_pairs as (

    select
        customers.customer_id,
        pairs.chain_confidence,
        pairs.rule_count = 1
        and pairs.evidence_count = 1
        and left_degrees.pair_count > 1
        and right_degrees.pair_count > 1 as is_single_bridge
    from pairs
    inner join customers
        on pairs.left_contact_id = customers.contact_id
    inner join degrees as left_degrees
        on pairs.left_contact_id = left_degrees.contact_id
    inner join degrees as right_degrees
        on pairs.right_contact_id = right_degrees.contact_id

),

cohesion as (

    select
        customer_id,
        count(*) as pair_count,
        min(chain_confidence) as identity_confidence,
        max(case when is_single_bridge then 1 else 0 end) as single_bridge_count
    from weighed_pairs
    group by customer_id

),

conflicts as (

    select distinct customers.customer_id
    from limit_conflicts
    inner join customers
        on limit_conflicts.left_contact_id = customers.contact_id

),

final as (

    select
        sizes.customer_id,
        sizes.contact_count,
        coalesce(cohesion.pair_count, 0) as linked_pair_count,
        coalesce(cohesion.identity_confidence, cast(1 as double))
            as identity_confidence,
        round(cohesion.pair_count / sizes.possible_pair_count, 9) as link_density,
        sizes.contact_count > {{ var('large_customer_contact_count') }} as is_large,
        conflicts.customer_id is not null as has_conflict,
        coalesce(cohesion.single_bridge_count, 0) = 1
        and cohesion.pair_count = sizes.contact_count - 1 as is_held_by_single_link
    from sizes
    left join cohesion
        on sizes.customer_id = cohesion.customer_id
    left join conflicts
        on sizes.customer_id = conflicts.customer_id

)

select * from final
