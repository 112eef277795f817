{% macro contract_key(table_name) -%}
    source_system
    {%- if execute -%}
        {%- for name in contract_column_names(table_name, 'key') -%}
            , {{ name }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
