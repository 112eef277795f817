{% macro contract_key(table_name, relation=none) -%}
    {%- set prefix = relation ~ '.' if relation else '' -%}
    {{ prefix }}source_system
    {%- if execute -%}
        {%- for name in contract_column_names(table_name, 'key') -%}
            , {{ prefix }}{{ name }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
