with

contacts as (

    select * from {{ ref('int_contacts') }}

),

components as (

    select * from {{ ref('int_separated_components') }}

),

links as (

    select * from {{ ref('fct_identity_links') }}

),

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

identified as (

    select distinct identifiers.contact_id
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    where identifier_values.verdict != 'blocklisted'

),

-- A guest is somebody only by a value that can stand for a person.
persons as (

    select contacts.*
    from contacts
    left join identified
        on contacts.contact_id = identified.contact_id
    where not contacts.is_guest or identified.contact_id is not null

),

clustered as (

    select
        persons.contact_id,
        persons.source_system,
        persons.is_guest,
        persons.first_seen_at,
        persons.last_seen_at,
        coalesce(cast(components.component as string), persons.contact_id)
            as cluster_key
    from persons
    left join components
        on persons.contact_id = components.node

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
