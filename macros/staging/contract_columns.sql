{% macro contract_columns(table_name, relation=none, without=[]) -%}
    {%- if execute -%}
        {%- set names = contract_column_names(table_name) | reject('in', without) | list -%}
        {%- for name in names -%}
            {{ relation ~ '.' if relation }}{{ name }}{{ ',\n        ' if not loop.last }}
        {%- endfor -%}
    {%- else -%}
        {{ relation ~ '.' if relation }}*
    {%- endif -%}
{%- endmacro %}
