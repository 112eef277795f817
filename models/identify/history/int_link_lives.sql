-- No link is known before both of its contacts are. One that a never-link cuts ends
-- with the first decision between its two sides, else with the first of its component;
-- a link that is apart without any never lived.
with

links as (

    select * from {{ ref('int_identity_links') }}

),

persons as (

    select * from {{ ref('int_persons') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

sides as (

    select * from {{ ref('int_separated_components') }}

),

never_links as (

    select * from {{ ref('int_identity_overrides') }}
    where decision = 'never_link'

),

decisions as (

    select
        components.component,
        least(left_sides.component, right_sides.component) as one_side,
        greatest(left_sides.component, right_sides.component) as other_side,
        min(never_links.decided_at) as decided_at
    from never_links
    inner join components
        on never_links.left_contact_id = components.node
    inner join sides as left_sides
        on never_links.left_contact_id = left_sides.node
    inner join sides as right_sides
        on never_links.right_contact_id = right_sides.node
    group by
        components.component,
        least(left_sides.component, right_sides.component),
        greatest(left_sides.component, right_sides.component)

),

first_decisions as (

    select
        component,
        min(decided_at) as decided_at
    from decisions
    group by component

),

accepted as (

    select
        links.left_contact_id,
        links.right_contact_id,
        links.link_rule,
        components.component,
        least(left_sides.component, right_sides.component) as one_side,
        greatest(left_sides.component, right_sides.component) as other_side,
        greatest(
            coalesce(links.known_at, {{ always_known_at() }}),
            coalesce(left_persons.known_at, {{ always_known_at() }}),
            coalesce(right_persons.known_at, {{ always_known_at() }})
        ) as known_at
    from links
    inner join persons as left_persons
        on links.left_contact_id = left_persons.contact_id
    inner join persons as right_persons
        on links.right_contact_id = right_persons.contact_id
    inner join components
        on links.left_contact_id = components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
        and components.component = right_components.component
    inner join sides as left_sides
        on links.left_contact_id = left_sides.node
    inner join sides as right_sides
        on links.right_contact_id = right_sides.node

),

final as (

    select
        accepted.left_contact_id,
        accepted.right_contact_id,
        accepted.link_rule,
        accepted.component,
        accepted.known_at,
        case
            when accepted.one_side = accepted.other_side then {{ never_ended_at() }}
            when decisions.decided_at is not null then decisions.decided_at
            else coalesce(first_decisions.decided_at, {{ always_known_at() }})
        end as cut_at
    from accepted
    left join decisions
        on accepted.one_side = decisions.one_side
        and accepted.other_side = decisions.other_side
    left join first_decisions
        on accepted.component = first_decisions.component

)

select * from final
