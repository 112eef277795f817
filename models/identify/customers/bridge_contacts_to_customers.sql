with

contacts as (

    select * from {{ ref('int_contacts') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

links as (

    select * from {{ ref('fct_identity_links') }}

),

clustered as (

    select
        contacts.contact_id,
        contacts.source_system,
        contacts.is_guest,
        contacts.first_seen_at,
        contacts.last_seen_at,
        coalesce(cast(components.component as string), contacts.contact_id)
            as cluster_key
    from contacts
    left join components
        on contacts.contact_id = components.node

),

-- A customer is named after the contact that was known first: the oldest id lives.
founded as (

    select
        *,
        first_value(contact_id) over (
            partition by cluster_key
            order by first_seen_at asc nulls last, contact_id asc
        ) as founding_contact_id
    from clustered

),

link_ends as (

    select
        left_contact_id as contact_id,
        link_rule,
        confidence
    from links

    union all

    select
        right_contact_id as contact_id,
        link_rule,
        confidence
    from links

),

ranked_links as (

    select
        contact_id,
        link_rule,
        confidence,
        row_number() over (
            partition by contact_id
            order by confidence desc, link_rule asc
        ) as link_rank
    from link_ends

),

final as (

    select
        founded.contact_id,
        md5(founded.founding_contact_id) as customer_id,
        founded.source_system,
        coalesce(ranked_links.link_rule, 'alone') as link_rule,
        coalesce(ranked_links.confidence, cast(1 as double)) as confidence,
        founded.is_guest,
        founded.first_seen_at,
        founded.last_seen_at
    from founded
    left join ranked_links
        on founded.contact_id = ranked_links.contact_id
        and ranked_links.link_rank = 1

)

select * from final
