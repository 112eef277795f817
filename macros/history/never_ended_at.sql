{% macro never_ended_at() -%}
    timestamp '9999-12-31 00:00:00'
{%- endmacro %}
