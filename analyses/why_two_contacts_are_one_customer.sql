{% set one_contact_id = var('one_contact_id', '') %}
{% set other_contact_id = var('other_contact_id', '') %}
-- Why are two contacts one customer? The chain of links that leads from the one to the
-- other, each link with its rule, evidence and confidence (step_number 1 first); no row
-- when they are two.
--   dbt show -s why_two_contacts_are_one_customer
--     --vars '{one_contact_id: "crm:1", other_contact_id: "shop:7"}'
with recursive

links as (

    select * from {{ ref('fct_identity_links') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

steps as (

    select
        left_contact_id as from_contact_id,
        right_contact_id as to_contact_id,
        link_rule,
        evidence,
        confidence
    from links
    where is_in_chain

    union all

    select
        right_contact_id as from_contact_id,
        left_contact_id as to_contact_id,
        link_rule,
        evidence,
        confidence
    from links
    where is_in_chain

),

-- From the one contact outwards. The links of a chain form no cycle, so who never turns
-- back comes to each contact once.
walks as (

    select
        customers.customer_id,
        customers.contact_id,
        cast(null as string) as from_contact_id,
        1 as step_number
    from customers
    where customers.contact_id = '{{ one_contact_id }}'

    union all

    select
        walks.customer_id,
        steps.to_contact_id as contact_id,
        walks.contact_id as from_contact_id,
        walks.step_number + 1 as step_number
    from walks
    inner join steps
        on walks.contact_id = steps.from_contact_id
    where steps.to_contact_id != coalesce(walks.from_contact_id, '')

),

-- And back along the way that led to the other.
chain as (

    select *
    from walks
    where contact_id = '{{ other_contact_id }}'

    union all

    select walks.*
    from chain
    inner join walks
        on chain.from_contact_id = walks.contact_id

),

final as (

    select
        chain.customer_id,
        chain.step_number - 1 as step_number,
        chain.from_contact_id,
        chain.contact_id as to_contact_id,
        steps.link_rule,
        steps.evidence,
        steps.confidence
    from chain
    inner join steps
        on chain.from_contact_id = steps.from_contact_id
        and chain.contact_id = steps.to_contact_id

)

select * from final
