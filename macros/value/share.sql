{% macro share(part, whole) -%}
    round(cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0), 9)
{%- endmacro %}
