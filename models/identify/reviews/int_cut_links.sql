-- Of all links that a never-link cut between two customers the strongest speaks for
-- them.
with

links as (

    select * from {{ ref('int_identity_links') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

sides as (

    select * from {{ ref('int_separated_components') }}

),

cut as (

    select
        links.left_contact_id,
        links.right_contact_id,
        links.link_rule,
        links.match_weight,
        row_number() over (
            partition by
                least(left_sides.component, right_sides.component),
                greatest(left_sides.component, right_sides.component)
            order by
                links.match_weight desc,
                links.link_rule asc,
                links.left_contact_id asc,
                links.right_contact_id asc
        ) as link_rank
    from links
    inner join sides as left_sides
        on links.left_contact_id = left_sides.node
    inner join sides as right_sides
        on links.right_contact_id = right_sides.node
    inner join components as left_components
        on links.left_contact_id = left_components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
    where left_sides.component != right_sides.component
        and left_components.component = right_components.component

),

final as (

    select
        left_contact_id,
        right_contact_id,
        link_rule,
        match_weight
    from cut
    where link_rank = 1

)

select * from final
