{% macro drop_elder_tables(target) -%}
    {%- set unnamed = component_table(target, '') -%}
    {%- set prefix = unnamed.identifier -%}
    {%- set pattern = modules.re.compile(
        modules.re.escape(prefix) ~ '(links|ends|jumps|heirs|roots)(_[0-9]+)+',
        modules.re.I
    ) -%}
    {%- for table in schema_table_names(unnamed) -%}
        {%- if pattern.fullmatch(table) -%}
            {%- set name = table[prefix | length:] -%}
            {%- do adapter.drop_relation(component_table(target, name)) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
