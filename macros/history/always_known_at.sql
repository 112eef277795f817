{% macro always_known_at() -%}
    timestamp '1900-01-01 00:00:00'
{%- endmacro %}
