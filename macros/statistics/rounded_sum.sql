{% macro rounded_sum(value, digits=9) -%}
    cast(
        sum(cast(round({{ value }}, {{ digits }}) as decimal(38, {{ digits }})))
        as double
    )
{%- endmacro %}
