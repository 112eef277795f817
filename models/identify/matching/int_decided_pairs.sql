-- In a star each contact hangs on the first alone: cut off from it by decisions, two
-- contacts of the second person would fall apart. Before both were decided on, the star
-- tied them as far as the decisions of that day allowed.
with

stars as (

    select * from {{ ref('int_identity_stars') }}

),

never_links as (

    select * from {{ ref('int_identity_overrides') }}
    where decision = 'never_link'

),

decided_ends as (

    select
        left_contact_id as contact_id,
        decided_at
    from never_links

    union all

    select
        right_contact_id as contact_id,
        decided_at
    from never_links

),

decided_contacts as (

    select
        contact_id,
        min(decided_at) as decided_at
    from decided_ends
    group by contact_id

),

carriers as (

    select
        stars.left_contact_id as first_contact_id,
        stars.right_contact_id as contact_id,
        stars.identifier_type,
        stars.identifier_key,
        stars.confidence,
        stars.known_at,
        decided_contacts.decided_at,
        row_number() over (
            partition by
                stars.identifier_type,
                stars.identifier_key,
                stars.left_contact_id
            order by stars.known_at asc nulls first, stars.right_contact_id asc
        ) as carrier_number
    from stars
    inner join decided_contacts
        on stars.right_contact_id = decided_contacts.contact_id

),

-- Distinct, as a value has a star of all its carriers and stars by birth date.
pairs as (

    select distinct
        earlier.contact_id as left_contact_id,
        later.contact_id as right_contact_id,
        later.identifier_type,
        later.identifier_key,
        later.confidence,
        case
            when earlier.decided_at = later.decided_at then later.known_at
            else greatest(later.known_at, earlier.decided_at, later.decided_at)
        end as known_at
    from carriers as earlier
    inner join carriers as later
        on earlier.identifier_type = later.identifier_type
        and earlier.identifier_key = later.identifier_key
        and earlier.first_contact_id = later.first_contact_id
        and earlier.carrier_number < later.carrier_number

),

final as (

    select pairs.*
    from pairs
    left join never_links
        on least(pairs.left_contact_id, pairs.right_contact_id)
        = never_links.left_contact_id
        and greatest(pairs.left_contact_id, pairs.right_contact_id)
        = never_links.right_contact_id
    left join stars
        on pairs.left_contact_id = stars.left_contact_id
        and pairs.right_contact_id = stars.right_contact_id
        and pairs.identifier_type = stars.identifier_type
        and pairs.identifier_key = stars.identifier_key
    where never_links.left_contact_id is null
        and stars.left_contact_id is null

)

select * from final
