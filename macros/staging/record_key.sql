{% macro record_key(table_name) -%}
    {%- set columns = contract_table(table_name).columns -%}
    source_system
    {%- for name in contract_column_names(table_name, 'key') -%}
        {%- if columns[name].config.meta.get('pii') %}
        || ':' || coalesce(md5({{ name }}), '')
        {%- else %}
        || ':' || coalesce({{ name }}, '')
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
