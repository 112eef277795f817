{% macro record_key(table_name, relation) -%}
    {%- if execute -%}
        {%- set columns = contract_table(table_name).columns -%}
        {{ relation }}.source_system
        {%- for name in contract_column_names(table_name, 'key') -%}
            {%- set text = 'cast(' ~ relation ~ '.' ~ name ~ ' as string)' -%}
            {%- if columns[name].config.meta.get('pii') %}
            || ':' || coalesce(md5({{ text }}), '')
            {%- else %}
            || ':' || coalesce({{ text }}, '')
            {%- endif -%}
        {%- endfor -%}
    {%- else -%}
        null
    {%- endif -%}
{%- endmacro %}
