{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_probable_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_probable_limits') }}
-- What is one stays one; the other probable links join it with what is like it, within
-- the limits of unique identifiers too.
with

weighed_components as (

    select * from {{ ref('int_weighed_components') }}

),

probable_links as (

    select * from {{ ref('int_probable_links') }}
    where not has_compared_identifiers

),

stars as (

    {{ forced_stars_sql('weighed_components') }}

),

final as (

    select * from stars

    union all

    select
        left_contact_id as left_node,
        right_contact_id as right_node,
        match_weight as weight,
        false as is_forced
    from probable_links

)

select * from final
