{% macro business_date(timestamp) -%}
    {{ adapter.dispatch('business_date', 'idic')(timestamp, quoted(setting('time_zone', 'UTC'))) }}
{%- endmacro %}

{% macro duckdb__business_date(timestamp, time_zone) -%}
    {#- UTC, the default, needs no calendar: a plain cast is cheap. -#}
    {%- if time_zone == quoted('UTC') -%}
        cast({{ timestamp }} as date)
    {%- else -%}
        cast(timezone({{ time_zone }}, timezone('UTC', {{ timestamp }})) as date)
    {%- endif -%}
{%- endmacro %}

{% macro spark__business_date(timestamp, time_zone) -%}
    cast(from_utc_timestamp({{ timestamp }}, {{ time_zone }}) as date)
{%- endmacro %}
