{% macro swap_component_table(existing, intermediate, target, backup) -%}
    {%- set swap = adapter.dispatch('swap_component_table', 'idic') -%}
    {{ return(swap(existing, intermediate, target, backup)) }}
{%- endmacro %}

{% macro duckdb__swap_component_table(existing, intermediate, target, backup) -%}
    {%- if existing is not none -%}
        {%- do drop_indexes_on_relation(existing) -%}
        {%- do adapter.rename_relation(existing, backup) -%}
    {%- endif -%}
    {%- do adapter.rename_relation(intermediate, target) -%}
{%- endmacro %}

{# Spark has no transactions, so a backup would only prolong the time without a
   table. #}
{% macro spark__swap_component_table(existing, intermediate, target, backup) -%}
    {%- do drop_relation_if_exists(existing) -%}
    {%- do adapter.rename_relation(intermediate, target) -%}
{%- endmacro %}
