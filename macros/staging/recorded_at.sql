{% macro recorded_at(table_name) -%}
    {%- set table = contract_table(table_name) -%}
    {%- set names = ['recorded_at'] + table.config.meta.get('recorded_at_from', []) -%}
    {%- if names | length > 1 -%}
        coalesce(
            {%- for name in names %}
            cast({{ read_value(name, table.columns[name].data_type) }} as timestamp)
            {{- ',' if not loop.last }}
            {%- endfor %}
        )
    {%- else -%}
        {{ read_value('recorded_at', 'timestamp') }}
    {%- endif -%}
{%- endmacro %}
