{% macro mean_half_width(total, total_of_squares, trials, critical_value) -%}
    {#- Critical value × standard deviation / root of the number; null for a single one. -#}
    {{ critical_value }} * sqrt(
        greatest(
            cast({{ total_of_squares }} as double)
            - cast({{ total }} as double) * cast({{ total }} as double) / {{ trials }},
            0
        ) / nullif(cast({{ trials }} as double) * ({{ trials }} - 1), 0)
    )
{%- endmacro %}
