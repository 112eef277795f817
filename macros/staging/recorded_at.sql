{% macro recorded_at(table_name) -%}
    {%- if execute -%}
        {%- set names = contract_table(table_name).config.meta.get('recorded_at_from', []) -%}
        {%- if names -%}
            coalesce(
                recorded_at
                {%- for name in names -%}
                , cast({{ name }} as timestamp)
                {%- endfor -%}
            )
        {%- else -%}
            recorded_at
        {%- endif -%}
    {%- else -%}
        null
    {%- endif -%}
{%- endmacro %}
