{% macro contract_texts(table_name) -%}
    {%- if execute -%}
        {%- for name in contract_column_names(table_name) -%}
            {%- set text = trimmed_text(name) -%}
            {%- if name == 'source_system' -%}
                {%- set text = "coalesce(" ~ text ~ ", 'default')" -%}
            {%- endif -%}
            {{ text }} as {{ name }}{{ ',\n        ' if not loop.last }}
        {%- endfor -%}
    {%- else -%}
        *
    {%- endif -%}
{%- endmacro %}
