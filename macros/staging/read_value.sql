{% macro read_value(text, data_type) -%}
    {%- if data_type == 'string' -%}
        {{ text }}
    {%- elif data_type == 'date' -%}
        {%- set rest = replace_pattern(text, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9].*)?$', '') -%}
        try_cast(case when {{ rest }} = '' then {{ text }} end as date)
    {%- elif data_type == 'timestamp' -%}
        {#- Engines also read other things as a time, such as `epoch` or a bare year. -#}
        case when {{ text }} like '____-%-%' then {{ read_timestamp(text) }} end
    {%- elif data_type == 'boolean' -%}
        case
            when lower({{ text }}) in ('true', 't', 'yes', 'y', '1') then true
            when lower({{ text }}) in ('false', 'f', 'no', 'n', '0') then false
        end
    {%- elif data_type == 'bigint' -%}
        {#- Few whole numbers are written as 7.0 or 7e3: those are read exactly. -#}
        {%- set number = read_value(text, 'decimal(38, 18)') -%}
        case
            when {{ matches_pattern(text, '^[+-]?[0-9]+$') }}
                then try_cast({{ text }} as bigint)
            when {{ number }} = floor({{ number }}) then try_cast({{ number }} as bigint)
        end
    {%- else -%}
        {#- DuckDB would read `1_000` as a number. -#}
        try_cast(case when not contains({{ text }}, '_') then {{ text }} end as {{ data_type }})
    {%- endif -%}
{%- endmacro %}
