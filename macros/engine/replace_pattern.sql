{% macro replace_pattern(text, pattern, replacement) -%}
    {{ adapter.dispatch('replace_pattern', 'idic')(text, pattern, replacement) }}
{%- endmacro %}

{% macro duckdb__replace_pattern(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro spark__replace_pattern(text, pattern, replacement) -%}
    {#- Groups are $1, where RE2 says \1. -#}
    regexp_replace({{ text }}, r'{{ pattern }}', '{{ replacement | replace('\\', '$') }}')
{%- endmacro %}
