{#- x times Gamma(x + n) / Gamma(x + 1), each by Stirling's formula. -#}
{% macro log_rising_factorial(x, n) -%}
    (
        ln(greatest(abs({{ x }}), 1e-300))
        + ({{ x }} + {{ n }} - 0.5) * ln({{ x }} + {{ n }})
        - ({{ x }} + 0.5) * ln({{ x }} + 1) - {{ n }} + 1
    )
{%- endmacro %}
