-- A must-link, one contact alone, or probable links, which weigh a contradiction
-- against all that agrees, bring a customer over a limit.
with

marks as (

    select * from {{ ref('int_contact_marks') }}

),

limits as (

    select * from {{ ref('int_mark_limits') }}

),

components as (

    select * from {{ ref('int_separated_components') }}

),

overrides as (

    select * from {{ ref('int_identity_overrides') }}
    where decision = 'must_link'

),

probable_links as (

    select * from {{ ref('int_probable_links') }}

),

crowded_contacts as (

    select marks.node as contact_id
    from marks
    inner join limits
        on marks.mark_type = limits.mark_type
    group by marks.node, marks.mark_type, limits.limit_count
    having count(*) > limits.limit_count

    union all

    select left_contact_id as contact_id
    from probable_links

),

decided_contacts as (

    select
        contact_id,
        0 as is_decided
    from crowded_contacts

    union all

    select
        left_contact_id as contact_id,
        1 as is_decided
    from overrides

),

clusters as (

    select
        coalesce(cast(components.component as string), decided_contacts.contact_id)
            as group_id,
        max(decided_contacts.is_decided) as is_decided
    from decided_contacts
    left join components
        on decided_contacts.contact_id = components.node
    group by
        coalesce(cast(components.component as string), decided_contacts.contact_id)

),

final as (

    select
        clusters.group_id,
        coalesce(components.node, clusters.group_id) as contact_id,
        clusters.is_decided = 1 as is_decided
    from clusters
    left join components
        on clusters.group_id = cast(components.component as string)

)

select * from final
