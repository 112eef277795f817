{% macro missing_value(table_name, relation) -%}
    {%- set keys = contract_column_names(table_name, 'key') -%}
    {%- set values = contract_column_names(table_name, 'required') | reject('in', keys) | list -%}
    {%- set one_of = contract_table(table_name).config.meta.get('required_one_of', []) -%}
    {%- if one_of -%}
        case
            when {{ relation }}.{{ one_of | join(' is null and ' ~ relation ~ '.') }} is null
                then '{{ one_of | join(' or ') }}'
            else {{ first_missing_column(values, relation) }}
        end
    {%- elif values -%}
        {{ first_missing_column(values, relation) }}
    {%- else -%}
        cast(null as string)
    {%- endif -%}
{%- endmacro %}
