{% macro component_table(target, name) -%}
    {{ return(target.incorporate(
        path={'identifier': target.identifier ~ '__cc_' ~ name},
        type='table'
    )) }}
{%- endmacro %}
