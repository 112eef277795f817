{% macro street_name_key(address_line) -%}
    nullif({{ replace_pattern(street_key(address_line), '[0-9]', '') }}, '')
{%- endmacro %}
