{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_unique_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_unique_limits') }}
-- What a person has one of is surer than a name or a birth date: it unites whatever
-- these say. A decision is surer than all.
with

links as (

    select * from {{ ref('int_strong_links') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}
    where is_unique

),

final as (

    select
        links.left_contact_id as left_node,
        links.right_contact_id as right_node,
        links.match_weight as weight,
        links.link_rule = 'must_link' as is_forced
    from links
    left join identifier_types
        on links.link_rule = 'same_' || identifier_types.identifier_type
    where links.link_rule = 'must_link'
        or identifier_types.identifier_type is not null

)

select * from final
