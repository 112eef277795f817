{% macro drop_component_tables(target) -%}
    {%- set names = 'input|nodes|clashes|members|crowds|broken|links'
        ~ '|(edges|neighbours|labels|clusters|links|marks)_[0-9]+'
        ~ '|(judged|groups|joins|chosen)_[0-9]+'
    -%}
    {%- set unnamed = component_table(target, '') -%}
    {%- set prefix = unnamed.identifier -%}
    {%- set pattern = modules.re.compile(
        modules.re.escape(prefix) ~ '(' ~ names ~ ')', modules.re.I
    ) -%}
    {%- for table in schema_table_names(unnamed) -%}
        {%- if pattern.fullmatch(table) -%}
            {%- set name = table[prefix | length:] -%}
            {%- do adapter.drop_relation(component_table(target, name)) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
