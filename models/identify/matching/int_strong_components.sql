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

final as (

    {{ next_links_sql('unique_components', 'strong_links') }}

)

select * from final
