{% macro error_rate(predicted, actual) -%}
    round(
        abs(cast({{ predicted }} as double) - cast({{ actual }} as double))
        / nullif(cast({{ actual }} as double), 0), 9
    )
{%- endmacro %}
