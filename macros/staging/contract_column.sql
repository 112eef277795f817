{% macro contract_column(table_name, column) -%}
    {%- if execute and column in contract_column_names(table_name) -%}
        {{ column }}
    {%- else -%}
        cast(null as string)
    {%- endif -%}
{%- endmacro %}
