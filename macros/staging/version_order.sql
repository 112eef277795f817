{% macro version_order(table_name) -%}
    recorded_at desc nulls last
    {%- if execute -%}
        {%- set keys = contract_column_names(table_name, 'key') + ['source_system', 'recorded_at'] -%}
        {%- for name in contract_column_names(table_name) if name not in keys -%}
            , {{ name }} desc nulls last
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
