{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_mark_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_mark_limits') }}
with

unique_components as (

    select * from {{ ref('int_unique_components') }}

),

links as (

    select * from {{ ref('int_strong_links') }}

),

final as (

    select
        min(node) over (partition by component) as left_node,
        node as right_node,
        cast(0 as double) as weight,
        true as is_forced
    from unique_components

    union all

    select
        left_contact_id as left_node,
        right_contact_id as right_node,
        match_weight as weight,
        false as is_forced
    from links

)

select * from final
