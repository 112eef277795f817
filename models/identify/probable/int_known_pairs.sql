-- Contacts that rules alone have joined show how often one person's records differ. A
-- few thousand are enough, and always the same ones.
with

links as (

    select * from {{ ref('int_strong_links') }}

),

components as (

    select * from {{ ref('int_strong_components') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}
    where requires = 'nothing'

),

contacts as (

    select * from {{ ref('int_comparable_contacts') }}
    where has_given_name or has_family_name

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}
    where threshold_name = 'known_pairs'

),

pairs as (

    select distinct
        least(links.left_contact_id, links.right_contact_id) as left_contact_id,
        greatest(links.left_contact_id, links.right_contact_id) as right_contact_id
    from links
    inner join identifier_types
        on links.link_rule = 'same_' || identifier_types.identifier_type
    inner join components as left_components
        on links.left_contact_id = left_components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
        and left_components.component = right_components.component
    inner join contacts as left_contacts
        on links.left_contact_id = left_contacts.contact_id
    inner join contacts as right_contacts
        on links.right_contact_id = right_contacts.contact_id

),

ranked as (

    select
        left_contact_id,
        right_contact_id,
        row_number() over (
            order by
                md5(left_contact_id || ' ' || right_contact_id) asc,
                left_contact_id asc,
                right_contact_id asc
        ) as pair_number
    from pairs

),

final as (

    select
        ranked.left_contact_id,
        ranked.right_contact_id,
        -2 * ranked.pair_number as left_profile_number,
        1 - 2 * ranked.pair_number as right_profile_number
    from ranked
    inner join match_thresholds
        on ranked.pair_number <= match_thresholds.threshold

)

select * from final
