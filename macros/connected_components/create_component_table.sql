{# Each table is its own transaction: DuckDB estimates no rows in a table that is not
   committed, and then plans nested loops over millions of edges. #}
{% macro create_component_table(relation, sql) -%}
    {%- call statement('component_table') -%}
        {{ create_component_table_sql(relation, sql) }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {{ return(relation) }}
{%- endmacro %}
