{% macro name_key(name) -%}
    nullif({{ replace_pattern(folded_text(name), '[^\\p{L}]', '') }}, '')
{%- endmacro %}
