{% macro raw_text(column, data_type) %}
    {#- Integers with gaps come as doubles out of pandas: the id 7 must not read 7.0. -#}
    {% if data_type | lower in ['double', 'float'] %}
        {{ return(
            'case when abs(' ~ column ~ ') < 1e15 and ' ~ column ~ ' = floor(' ~ column
            ~ ') then cast(cast(' ~ column ~ ' as bigint) as string)'
            ~ ' else cast(' ~ column ~ ' as string) end'
        ) }}
    {% endif %}
    {{ return('cast(' ~ column ~ ' as string)') }}
{% endmacro %}
