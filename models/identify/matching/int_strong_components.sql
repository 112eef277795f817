{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_mark_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_mark_limits') }}
with

links as (

    select * from {{ ref('int_strong_links') }}

),

final as (

    select
        left_contact_id as left_node,
        right_contact_id as right_node,
        match_weight as weight,
        link_rule = 'must_link' as is_forced
    from links

)

select * from final
