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

final as (

    {{ next_links_sql('weighed_components', 'probable_links') }}

)

select * from final
