{% macro record_faults(table_name) -%}
    {%- if execute -%}
        {%- set keys = contract_column_names(table_name, 'key') -%}
        {%- set required = contract_column_names(table_name, 'required') -%}
        {%- set columns = contract_table(table_name).columns.values() -%}
        {{ first_missing_column(required | select('in', keys) | list, 'record') }} as missing_key,
        case
        {%- for column in columns if column.data_type == 'string' and column.name in ['source_system'] + keys %}
            when {{ has_control_character(column.name) }} then '{{ column.name }}'
        {%- endfor %}
        end as controlled_key,
        {{ missing_value(table_name, 'record') }} as missing_value,
        case
        {%- for column in columns if column.data_type != 'string' %}
            when record.{{ column.name }} is not null and {{ column.name }} is null
                then '{{ column.name }}'
        {%- endfor %}
        end as unreadable_value
    {%- else -%}
        *
    {%- endif -%}
{%- endmacro %}
