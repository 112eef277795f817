{% macro compact_key(value) -%}
    nullif(upper({{ replace_pattern(value, '[^\\p{L}0-9]', '') }}), '')
{%- endmacro %}
