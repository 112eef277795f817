{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_attribute_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_attribute_limits') }}
-- What rules have united stays one. A link that has weighed the unique identifiers of
-- its ends is not refused for them.
with

strong_components as (

    select * from {{ ref('int_strong_components') }}

),

probable_links as (

    select * from {{ ref('int_probable_links') }}
    where has_compared_identifiers

),

stars as (

    {{ forced_stars_sql('strong_components') }}

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
