-- No link is known before both of its contacts are.
with

links as (

    select * from {{ ref('fct_identity_links') }}

),

persons as (

    select * from {{ ref('int_persons') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

final as (

    select
        links.left_contact_id,
        links.right_contact_id,
        links.link_rule,
        components.component,
        greatest(
            coalesce(links.known_at, {{ always_known_at() }}),
            coalesce(left_persons.known_at, {{ always_known_at() }}),
            coalesce(right_persons.known_at, {{ always_known_at() }})
        ) as known_at,
        {{ never_ended_at() }} as cut_at
    from links
    inner join persons as left_persons
        on links.left_contact_id = left_persons.contact_id
    inner join persons as right_persons
        on links.right_contact_id = right_persons.contact_id
    inner join components
        on links.left_contact_id = components.node

)

select * from final
