{% macro create_component_table_sql(relation, sql) -%}
    {{ return(adapter.dispatch('create_component_table_sql', 'idic')(relation, sql)) }}
{%- endmacro %}

{% macro duckdb__create_component_table_sql(relation, sql) -%}
create temporary table {{ relation }} as
{{ sql }}
{%- endmacro %}

{% macro spark__create_component_table_sql(relation, sql) -%}
create table {{ relation }} using parquet as
{{ sql }}
{%- endmacro %}
