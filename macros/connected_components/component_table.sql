{% macro component_table(target, name) -%}
    {{ return(adapter.dispatch('component_table', 'idic')(
        target, target.identifier ~ '__cc_' ~ name
    )) }}
{%- endmacro %}

{# In memory, and gone with the connection of the model. #}
{% macro duckdb__component_table(target, identifier) -%}
    {{ return(target.incorporate(
        path={'database': 'temp', 'schema': 'main', 'identifier': identifier},
        type='table'
    )) }}
{%- endmacro %}

{% macro spark__component_table(target, identifier) -%}
    {{ return(target.incorporate(path={'identifier': identifier}, type='table')) }}
{%- endmacro %}
