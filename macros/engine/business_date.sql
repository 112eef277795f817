{% macro business_date(timestamp) -%}
    {{ adapter.dispatch('business_date', 'idic')(timestamp, quoted(setting('time_zone', 'UTC'))) }}
{%- endmacro %}

{% macro duckdb__business_date(timestamp, time_zone) -%}
    cast(timezone({{ time_zone }}, timezone('UTC', {{ timestamp }})) as date)
{%- endmacro %}

{% macro spark__business_date(timestamp, time_zone) -%}
    cast(from_utc_timestamp({{ timestamp }}, {{ time_zone }}) as date)
{%- endmacro %}
