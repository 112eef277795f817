{% macro same_key(table_name, left_relation, right_relation) -%}
    {{ left_relation }}.source_system = {{ right_relation }}.source_system
    {%- if execute -%}
        {%- for name in contract_column_names(table_name, 'key') %}
        and {{ left_relation }}.{{ name }} is not distinct from {{ right_relation }}.{{ name }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
