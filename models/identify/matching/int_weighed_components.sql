{{ config(
    materialized='connected_components',
    marks='int_contact_marks',
    limits='int_weighed_limits',
) }}

-- depends_on: {{ ref('int_contact_marks') }}
-- depends_on: {{ ref('int_weighed_limits') }}
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

final as (

    {{ next_links_sql('strong_components', 'probable_links') }}

)

select * from final
