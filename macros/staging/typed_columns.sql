{% macro typed_columns(table_name) -%}
    {%- if execute -%}
        {%- for column in contract_table(table_name).columns.values() -%}
            {%- set value = read_value(column.name, column.data_type) -%}
            {%- set case = column.config.meta.get('case') -%}
            {{ case ~ '(' ~ value ~ ')' if case else value }} as {{ column.name }},
        {% endfor -%}
        {{ record_struct(table_name) }} as record
    {%- else -%}
        *
    {%- endif -%}
{%- endmacro %}
