{% macro typed_columns(table_name) -%}
    {%- if execute -%}
        {%- set keys = contract_column_names(table_name, 'key') -%}
        {%- set required = contract_column_names(table_name, 'required') -%}
        {%- set columns = contract_table(table_name).columns.values() -%}
        {%- for column in columns if column.name != 'recorded_at' -%}
            {%- set value = read_value(column.name, column.data_type) -%}
            {%- set case = column.config.meta.get('case') -%}
            {{ case ~ '(' ~ value ~ ')' if case else value }} as {{ column.name }},
        {% endfor -%}
        {{ recorded_at(table_name) }} as stated_recorded_at,
        recorded_at is not null as has_recorded_at,
        {{ record_key(table_name) }} as record_key,
        {{ first_missing_column(required | select('in', keys) | list) }} as missing_key,
        {{ missing_value(table_name) }} as missing_value,
        case
        {%- for column in columns if column.data_type != 'string' %}
            when {{ column.name }} is not null
                and {{ read_value(column.name, column.data_type) }} is null
                then '{{ column.name }}'
        {%- endfor %}
        end as unreadable_value,
        {{ record_struct(table_name) }} as texts
    {%- else -%}
        *
    {%- endif -%}
{%- endmacro %}
