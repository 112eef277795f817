{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_probable_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_probable_limits') }}
-- What rules have united stays one; probable links join it with what is like it. A link
-- that outweighs two different unique identifiers is not refused for them.
with

strong_components as (

    select * from {{ ref('int_strong_components') }}

),

probable_links as (

    select * from {{ ref('int_probable_links') }}

),

final as (

    select
        min(node) over (partition by component) as left_node,
        node as right_node,
        cast(0 as double) as weight,
        true as is_forced
    from strong_components

    union all

    select
        left_contact_id as left_node,
        right_contact_id as right_node,
        match_weight as weight,
        evidence like '%unique_identifier=different%' as is_forced
    from probable_links

)

select * from final
