{% macro money_quotient(amount, divisor) -%}
    {#- Rounded to six places first, where the engines agree, then as a decimal to cents. -#}
    cast(
        round(
            cast(
                round(cast({{ amount }} as double) / {{ divisor }}, 6)
                as decimal(28, 6)
            ), 2
        ) as decimal(18, 2)
    )
{%- endmacro %}
