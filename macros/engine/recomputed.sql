{% macro recomputed() -%}
    {{ adapter.dispatch('recomputed', 'idic')() }}
{%- endmacro %}

{#- DuckDB keeps the rows of an expression that is used twice, however wide they are. -#}
{% macro duckdb__recomputed() -%}
    not materialized
{%- endmacro %}

{% macro spark__recomputed() -%}
{%- endmacro %}
