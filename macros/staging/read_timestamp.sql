{% macro read_timestamp(text) -%}
    {{ adapter.dispatch('read_timestamp', 'idic')(text) }}
{%- endmacro %}

{% macro default__read_timestamp(text) -%}
    try_cast({{ text }} as timestamp)
{%- endmacro %}

{% macro duckdb__read_timestamp(text) -%}
    {#- A plain cast drops an offset silently; the cast that keeps it is seven times slower. -#}
    case
        when contains({{ text }}, '+') or {{ text }} like '____-%-%-%'
            then cast(try_cast({{ text }} as timestamptz) as timestamp)
        else try_cast({{ text }} as timestamp)
    end
{%- endmacro %}
