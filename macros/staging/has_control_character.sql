{% macro has_control_character(text) -%}
    {{ adapter.dispatch('has_control_character', 'idic')(text) }}
{%- endmacro %}

{% macro duckdb__has_control_character(text) -%}
    {#- The first pattern is far cheaper and true of nearly every key. -#}
    (
        not regexp_matches({{ text }}, '^[ -~]*$')
        and regexp_matches({{ text }}, '[\x00-\x1f\x7f]')
    )
{%- endmacro %}

{% macro spark__has_control_character(text) -%}
    {{ text }} rlike r'[\x00-\x1f\x7f]'
{%- endmacro %}
