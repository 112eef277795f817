{% macro component_result_sql(components) -%}
with

components as (

    {{ components }}

),

final as (

    select
        node,
        component
    from components

)

select * from final
{%- endmacro %}
