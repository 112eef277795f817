{% macro drop_component_tables(target) -%}
    {%- set names = 'input|nodes|clashes|(edges|neighbours|labels)_[0-9]+' -%}
    {%- set prefix = component_table(target, '').identifier -%}
    {%- set pattern = modules.re.compile(
        modules.re.escape(prefix) ~ '(' ~ names ~ ')', modules.re.I
    ) -%}
    {%- for table in schema_table_names(target) -%}
        {%- if pattern.fullmatch(table) -%}
            {%- set name = table[prefix | length:] -%}
            {%- do adapter.drop_relation(component_table(target, name)) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
