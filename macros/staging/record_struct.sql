{% macro record_struct(table_name) -%}
    {%- if execute -%}
        {{ adapter.dispatch('record_struct', 'idic')(contract_table(table_name).columns.values()) }}
    {%- else -%}
        null
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__record_struct(columns) -%}
    struct_pack(
        {%- for column in columns -%}
            {{ column.name }} := {{ column.name }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}

{% macro spark__record_struct(columns) -%}
    {#- In JSON, Spark writes a time with the letters T and Z; as a text it reads as on DuckDB. -#}
    struct(
        {%- for column in columns -%}
            {%- set is_time = column.data_type == 'timestamp' -%}
            {{ 'cast(' ~ column.name ~ ' as string)' if is_time else column.name }} as {{ column.name }}
            {{- ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}
