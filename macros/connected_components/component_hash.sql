{% macro component_hash(expression) -%}
    {{ return(adapter.dispatch('component_hash', 'idic')(expression)) }}
{%- endmacro %}

{% macro duckdb__component_hash(expression) -%}
    cast(hash({{ expression }}) >> 1 as bigint)
{%- endmacro %}

{% macro spark__component_hash(expression) -%}
    shiftrightunsigned(xxhash64({{ expression }}), 1)
{%- endmacro %}
