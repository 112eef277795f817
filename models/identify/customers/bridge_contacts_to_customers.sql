with

persons as (

    select * from {{ ref('int_persons') }}

),

lives as (

    select * from {{ ref('int_contact_lives') }}
    where is_current

),

founders as (

    select * from {{ ref('int_founders') }}

),

links as (

    select * from {{ ref('fct_identity_links') }}

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
        persons.contact_id,
        coalesce(
            founders.customer_id, {{ first_customer_id('persons.contact_id') }}
        ) as customer_id,
        persons.source_system,
        coalesce(ranked_links.link_rule, 'alone') as link_rule,
        coalesce(ranked_links.confidence, cast(1 as double)) as confidence,
        persons.is_guest,
        persons.first_seen_at,
        persons.last_seen_at
    from persons
    left join lives
        on persons.contact_id = lives.contact_id
    left join founders
        on lives.last_founder_node = founders.node
    left join ranked_links
        on persons.contact_id = ranked_links.contact_id
        and ranked_links.link_rank = 1

)

select * from final
