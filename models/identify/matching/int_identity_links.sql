-- A further kind of link is one import and one arm of the union.
with

strong_links as (

    select * from {{ ref('int_strong_links') }}

),

probable_links as (

    select * from {{ ref('int_probable_links') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

final as (

    select
        left_contact_id,
        right_contact_id,
        link_rule,
        evidence,
        confidence,
        match_weight,
        evidence_count,
        known_at
    from strong_links

    union all

    select
        probable_links.left_contact_id,
        probable_links.right_contact_id,
        probable_links.link_rule,
        probable_links.evidence,
        probable_links.confidence,
        probable_links.match_weight,
        cast(1 as bigint) as evidence_count,
        greatest(
            probable_links.known_at, left_contacts.known_at, right_contacts.known_at
        ) as known_at
    from probable_links
    inner join contacts as left_contacts
        on probable_links.left_contact_id = left_contacts.contact_id
    inner join contacts as right_contacts
        on probable_links.right_contact_id = right_contacts.contact_id

)

select * from final
