{% macro schema_table_names(relation) -%}
    {{ return(adapter.dispatch('schema_table_names', 'idic')(relation)) }}
{%- endmacro %}

{% macro duckdb__schema_table_names(relation) -%}
    {%- set tables -%}
        select table_name
        from duckdb_tables()
        where
            database_name = '{{ relation.database }}'
            and schema_name = '{{ relation.schema }}'
    {%- endset -%}
    {{ return(run_query(tables).columns['table_name'].values()) }}
{%- endmacro %}

{% macro spark__schema_table_names(relation) -%}
    {%- set tables = run_query('show tables in ' ~ relation.without_identifier()) -%}
    {{ return(tables.columns['tableName'].values()) }}
{%- endmacro %}
