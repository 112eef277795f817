{#- x times Gamma(x + n) / Gamma(x + 1), both by Stirling's formula: too much by 7 where x
    is a millionth above -1, and nowhere by more. -#}
{% macro log_rising_factorial(x, n) -%}
    (
        ln(greatest(abs({{ x }}), 1e-300))
        + ({{ x }} + {{ n }} - 0.5) * ln({{ x }} + {{ n }})
        - ({{ x }} + 0.5) * ln({{ x }} + 1) - {{ n }} + 1
    )
{%- endmacro %}
