{{ config(materialized='elder_rule') }}

-- What a component had at the start of an era, it has before anything of the era.
with

link_lives as (

    select * from {{ ref('int_link_lives') }}

),

eras as (

    select * from {{ ref('int_identity_eras') }}

),

contact_eras as (

    select * from {{ ref('int_contact_eras') }}

),

links as (

    select
        link_lives.left_contact_id,
        link_lives.right_contact_id,
        link_lives.link_rule,
        coalesce(eras.era, 0) as era,
        case
            when link_lives.known_at < eras.started_at then {{ always_known_at() }}
            else link_lives.known_at
        end as known_at
    from link_lives
    left join eras
        on link_lives.component = eras.component
        and link_lives.known_at < eras.ended_at
        and link_lives.cut_at > eras.started_at
    where link_lives.cut_at > link_lives.known_at

),

final as (

    select
        left_eras.node as left_node,
        right_eras.node as right_node,
        links.known_at,
        links.link_rule
    from links
    left join contact_eras as left_eras
        on links.left_contact_id = left_eras.contact_id
        and links.era = left_eras.era
    left join contact_eras as right_eras
        on links.right_contact_id = right_eras.contact_id
        and links.era = right_eras.era

)

select * from final
