{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_mark_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_mark_limits') }}
-- What unique identifiers and decisions have united stays one.
with

unique_components as (

    select * from {{ ref('int_unique_components') }}

),

strong_links as (

    select * from {{ ref('int_strong_links') }}

),

stars as (

    {{ forced_stars_sql('unique_components') }}

),

final as (

    select * from stars

    union all

    select
        left_contact_id as left_node,
        right_contact_id as right_node,
        match_weight as weight,
        false as is_forced
    from strong_links

)

select * from final
