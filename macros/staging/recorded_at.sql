{% macro recorded_at(table_name) -%}
    {%- if execute -%}
        {%- set names = contract_table(table_name).config.meta.get('recorded_at_from', []) -%}
        {%- if names -%}
            coalesce(
                recorded_at
                {%- for name in names -%}
                , case
                    when {{ name }} between recorded_at_from and recorded_at_until
                        then cast({{ name }} as timestamp)
                end
                {%- endfor -%}
            )
        {%- else -%}
            recorded_at
        {%- endif -%}
    {%- else -%}
        null
    {%- endif -%}
{%- endmacro %}
